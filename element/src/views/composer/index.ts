/** Where a person writes: the box, what is added to it, and the buttons around it. */
import { html, nothing, type TemplateResult } from 'lit'
import { contextOf } from '../context'
import { icon } from '../dom'
import { markdown } from '../markdown'
import type { View } from '../view'
import { addButton, pinnedTools } from './add-menu'
import { caretMenu, onCaretMenuKey, optionId } from './caret-menu'
import { dictateButton, dictation } from './dictation'
import { dropTarget } from './drop'
import { editor } from './editor'
import { fileStrip, notes, references } from './files'
import { modelButton } from './models'
import { sendButton } from './send'
import { waitingList } from './waiting'

export function composer(view: View): TemplateResult {
  const { status } = view.thread
  const reason = 'reason' in status ? (status.reason ?? null) : null
  return html`<div class="composer-area">
    ${waitingList(view)} ${notes(view)}
    ${
      status.type === 'closed'
        ? html`<p class="banner" role="note">
            ${icon('lock')}<span dir="auto">${reason ?? view.t('closedComposer')}</span>
          </p>`
        : form(view, status.type === 'locked', reason)
    }
    ${disclaimer(view)}
  </div>`
}

function form(view: View, locked: boolean, reason: string | null): TemplateResult {
  const { t, composer: value } = view
  const submit = (event: Event): void => {
    event.preventDefault()
    view.do.send()
  }
  const speaking = value.dictation.status !== 'idle'
  const look = [
    'composer',
    !locked && isTall(view) && 'tall',
    locked && 'locked',
    speaking && 'speaking',
  ]
  const hint = locked ? (reason ?? t('lockedComposer')) : placeholder(view)
  return html`<form
    class=${look.filter(Boolean).join(' ')}
    part="composer"
    @submit=${submit}
    @pointerdown=${(event: Event) => focusBox(event, view)}
    ${dropTarget(locked ? null : view.do.writing.addFiles, takesFiles(view))}
  >
    ${references(view)} ${fileStrip(view)} ${box(view, locked, hint)}
    ${
      speaking
        ? dictation(view)
        : html`<div class="lead">${locked ? nothing : [addButton(view), mentionButton(view), pinnedTools(view)]}</div>
            <div class="trail">
              ${locked ? nothing : [modelButton(view), dictateButton(view)]} ${sendButton(view, locked)}
            </div>`
    }
    ${caretMenu(view)}
    <div class="drop-hint" aria-hidden="true">${icon('paperclip')}${t('dropFiles')}</div>
  </form>`
}

function box(view: View, locked: boolean, hint: string): TemplateResult {
  const { menu, content, editing } = view.composer
  const { writing } = view.do
  return html`<div
    part="input"
    data-focus="composer"
    role="textbox"
    aria-multiline="true"
    aria-label=${view.t(editing === null ? 'composer' : 'editingMessage')}
    aria-disabled=${locked}
    aria-placeholder=${hint}
    aria-autocomplete=${menu === null ? nothing : 'list'}
    aria-controls=${menu === null ? nothing : 'caret-menu'}
    aria-activedescendant=${menu === null || menu.options.length === 0 ? nothing : optionId(menu.active)}
    data-placeholder=${hint}
    enterkeyhint="send"
    autocapitalize="sentences"
    ${editor({
      content,
      locked,
      entities: view.do,
      hold: writing.hold,
      onChange: (next) => view.do.compose({ content: next }),
      onTrigger: writing.triggered,
      onKey: (event) => onCaretMenuKey(event, view) || leavesEdit(event, view),
      onSend: view.do.send,
      onFiles: writing.addFiles,
    })}
  ></div>`
}

function leavesEdit({ key }: KeyboardEvent, { composer: value, do: act }: View): boolean {
  if (key !== 'Escape' || value.editing === null) return false
  act.writing.edit(null)
  return true
}

/** With words on its buttons, the box stands above them; with icons alone, between them. */
function isTall({ options, composer: value }: View): boolean {
  const { tools = [], models = [] } = options.composer ?? {}
  return models.length > 1 || value.toolId !== null || tools.some(({ pinned }) => pinned === true)
}

function takesFiles({ options }: View): boolean {
  return options.composer?.attachments?.enabled === true
}

function focusBox(event: Event, view: View): void {
  const target = event.target as HTMLElement
  if (target.closest('button, [role=textbox], a, [popover], canvas') !== null) return
  event.preventDefault()
  view.composer.editor?.focus()
}

function placeholder(view: View): string {
  const { composer: settings } = view.options
  const tool = settings?.tools?.find((one) => one.id === view.composer.toolId)
  return tool?.placeholderOverride ?? settings?.placeholder ?? view.t('placeholder')
}

function mentionButton(view: View): TemplateResult | typeof nothing {
  const { onTagSearch, showComposerMenu } = view.options.entities ?? {}
  if (onTagSearch === undefined || showComposerMenu !== true) return nothing
  return html`<button
    type="button"
    class="tool-button"
    aria-label=${view.t('mention')}
    title=${view.t('mention')}
    @click=${() => view.do.writing.type('@')}
  >
    ${icon('at')}
  </button>`
}

function disclaimer(view: View): TemplateResult | typeof nothing {
  const { disclaimer: note } = view.options
  if (note === undefined) return nothing
  return html`<div class=${note.highContrast ? 'disclaimer strong' : 'disclaimer'} dir="auto">
    ${markdown(note.text, true, contextOf(view))}
  </div>`
}
