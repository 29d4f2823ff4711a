import { html, nothing, type TemplateResult } from 'lit'
import { contextOf } from '../context'
import { isBlank } from '../../draft'
import { icon } from '../dom'
import { editor } from './editor'
import { markdown } from '../markdown'
import type { View } from '../view'

export function composer(view: View): TemplateResult {
  const { status } = view.thread
  const reason = 'reason' in status ? status.reason : null
  return html`<div class="composer-area">
    ${
      status.type === 'closed'
        ? html`<p class="banner" role="note">
            ${icon('lock')}${reason ?? view.t('closedComposer')}
          </p>`
        : form(view, status.type === 'locked', reason ?? null)
    }
    ${disclaimer(view)}
  </div>`
}

function form(view: View, locked: boolean, reason: string | null): TemplateResult {
  const { t } = view
  const submit = (event: Event): void => {
    event.preventDefault()
    view.do.send()
  }
  const { tools = [], models = [] } = view.options.composer ?? {}
  const simple = tools.length === 0 && models.length === 0
  const hint = locked ? (reason ?? t('lockedComposer')) : placeholder(view)
  const look = `composer${simple ? ' simple' : ''}${locked ? ' locked' : ''}`
  return html`<form class=${look} part="composer" @submit=${submit} @pointerdown=${focusInput}>
    ${chips(view)}
    <div
      part="input"
      data-focus="composer"
      role="textbox"
      aria-multiline="true"
      aria-label=${t('composer')}
      aria-disabled=${locked}
      aria-placeholder=${hint}
      data-placeholder=${hint}
      enterkeyhint="send"
      autocapitalize="sentences"
      ${editor({
        content: view.composer.content,
        locked,
        entities: view.do,
        hold: view.do.holdEditor,
        onChange: (content) => view.do.compose({ content }),
        onTrigger: () => undefined,
        onKey: () => false,
        onSend: view.do.send,
        onFiles: () => undefined,
      })}
    ></div>
    ${
      simple
        ? sendButton(view, locked)
        : html`<div class="composer-row">
            <div class="composer-tools">${toolMenu(view)} ${modelMenu(view)}</div>
            ${sendButton(view, locked)}
          </div>`
    }
  </form>`
}

function focusInput(event: Event): void {
  const target = event.target as HTMLElement
  if (target.closest('button, [role=textbox], select, a') !== null) return
  event.preventDefault()
  ;(event.currentTarget as HTMLElement).querySelector<HTMLElement>('[role=textbox]')?.focus()
}

function placeholder(view: View): string {
  const { composer: settings } = view.options
  const tool = settings?.tools?.find((one) => one.id === view.composer.toolId)
  return tool?.placeholderOverride ?? settings?.placeholder ?? view.t('placeholder')
}

function sendButton(view: View, locked: boolean): TemplateResult {
  const { t } = view
  if (view.streaming && view.thread.allowCancel)
    return html`<button
      class="send stop"
      part="stop"
      type="button"
      data-focus="send"
      aria-label=${t('stop')}
      ?disabled=${view.stopping}
      @click=${view.do.stop}
    >
      ${icon('stop')}
    </button>`
  const empty = isBlank(view.composer)
  return html`<button
    class="send"
    part="send"
    type="submit"
    data-focus="send"
    aria-label=${t('send')}
    ?disabled=${locked || empty || view.streaming}
  >
    ${icon('arrow-up')}
  </button>`
}

function chips(view: View): TemplateResult | typeof nothing {
  const { quote, files } = view.composer
  if (quote === null && files.length === 0) return nothing
  return html`<div class="chips">
    ${
      quote === null
        ? nothing
        : chip('quote', quote, view.t('removeQuote'), () => view.do.compose({ quote: null }))
    }
    ${files.map((file) =>
      chip('paperclip', file.name, view.t('removeAttachment', { name: file.name }), () =>
        view.do.compose({ files: files.filter((other) => other !== file) }),
      ),
    )}
  </div>`
}

function chip(name: string, text: string, label: string, remove: () => void): TemplateResult {
  return html`<span class="chip"
    >${icon(name)}<span>${text}</span>
    <button type="button" class="chip-x" aria-label=${label} @click=${remove}>
      ${icon('close')}
    </button></span
  >`
}

function toolMenu(view: View): TemplateResult | typeof nothing {
  const tools = view.options.composer?.tools ?? []
  if (tools.length === 0) return nothing
  const chosen = view.composer.toolId
  return html`<div class="pills" role="group" aria-label=${view.t('tools')}>
    ${tools.map(
      (tool) =>
        html`<button
          type="button"
          class=${tool.id === chosen ? 'pill chosen' : 'pill'}
          aria-pressed=${tool.id === chosen}
          @click=${() => view.do.compose({ toolId: tool.id === chosen ? null : tool.id })}
        >
          ${icon(tool.icon)}<span>${tool.shortLabel ?? tool.label}</span>
        </button>`,
    )}
  </div>`
}

function modelMenu(view: View): TemplateResult | typeof nothing {
  const models = view.options.composer?.models ?? []
  if (models.length === 0) return nothing
  const chosen = view.composer.modelId ?? models.find((model) => model.default)?.id ?? models[0]?.id
  return html`<select
    class="pill"
    aria-label=${view.t('model')}
    @change=${(event: Event) => view.do.compose({ modelId: (event.target as HTMLSelectElement).value })}
  >
    ${models.map(
      (model) =>
        html`<option
          value=${model.id}
          ?selected=${model.id === chosen}
          ?disabled=${model.disabled ?? false}
        >
          ${model.label}
        </option>`,
    )}
  </select>`
}

function disclaimer(view: View): TemplateResult | typeof nothing {
  const { disclaimer: note } = view.options
  if (note === undefined) return nothing
  return html`<div class=${note.highContrast ? 'disclaimer strong' : 'disclaimer'}>
    ${markdown(note.text, true, contextOf(view))}
  </div>`
}
