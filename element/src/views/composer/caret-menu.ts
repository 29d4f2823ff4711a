/** What `@` and `/` offer, above the line that is being written. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CaretMenu, MenuOption } from '../../menu'
import { icon } from '../dom'
import { popover } from '../popover'
import type { View, WritingActions } from '../view'
import { reveal } from './reveal'

export function optionId(at: number): string {
  return `caret-option-${at}`
}

/** Keys that belong to the menu while it is open; true means that the editor has nothing to do with it. */
export function onCaretMenuKey(event: KeyboardEvent, view: View): boolean {
  const { menu } = view.composer
  if (menu === null || event.shiftKey || !isTaken(event.key, menu)) return false
  act(event.key, view.do.writing)
  event.preventDefault()
  return true
}

function isTaken(key: string, { options, status, parent, trigger }: CaretMenu): boolean {
  if (key === 'Escape') return true
  if (key === 'ArrowLeft') return parent !== null && trigger.query === ''
  // Who presses Enter while a name is looked for means the name, and not to send half of it.
  if (key === 'Enter' && status === 'loading') return true
  return options.length > 0 && ['ArrowDown', 'ArrowUp', 'Tab', 'Enter'].includes(key)
}

function act(key: string, writing: WritingActions): void {
  if (key === 'Escape') writing.closeMenu()
  else if (key === 'ArrowLeft') writing.backInMenu()
  else if (key === 'ArrowDown') writing.moveInMenu(1)
  else if (key === 'ArrowUp') writing.moveInMenu(-1)
  else writing.choose()
}

export function caretMenu(view: View): TemplateResult | typeof nothing {
  const { menu, editor } = view.composer
  if (menu === null) return nothing
  const label = view.t(menu.trigger.kind === 'tag' ? 'mentions' : 'commands')
  return html`<div
    class="popover menu caret-menu"
    @mousedown=${(event: Event) => event.preventDefault()}
    ${popover({
      beside: (self) => besideLine(self.closest('form'), editor?.place(menu.trigger.from)),
      side: 'above',
      align: 'start',
      onLeave: view.do.writing.closeMenu,
    })}
  >
    ${menu.parent === null ? nothing : backRow(menu.parent, view)}
    <div id="caret-menu" role="listbox" tabindex="0" aria-label=${label} aria-busy=${menu.status === 'running'}>
      ${menu.options.map((option, at) => [heading(menu, at), row(option, at, menu, view)])}
    </div>
    ${status(menu, view)}
  </div>`
}

/** Where the caret stands along the line, and clear of all that was written. */
function besideLine(box: Element | null, caret: DOMRect | null | undefined): DOMRect | null {
  const whole = box?.getBoundingClientRect() ?? null
  if (whole === null || caret == null) return whole
  return new DOMRect(caret.left, whole.top, 0, whole.height)
}

function backRow(parent: string, view: View): TemplateResult {
  return html`<button type="button" class="menu-back" tabindex="-1" @click=${view.do.writing.backInMenu}>
    ${icon('chevron-left')}<span>${parent}</span>
  </button>`
}

function heading({ options }: CaretMenu, at: number): TemplateResult | typeof nothing {
  const group = options[at]?.group
  if (group === undefined || group === options[at - 1]?.group) return nothing
  return html`<div class="menu-group" role="presentation">${group}</div>`
}

function row(
  { label, description, icon: name }: MenuOption,
  at: number,
  menu: CaretMenu,
  view: View,
): TemplateResult {
  const active = at === menu.active
  return html`<div
    id=${optionId(at)}
    class=${active ? 'option active' : 'option'}
    role="option"
    aria-selected=${active}
    ${reveal(active)}
    @pointermove=${() => (active ? undefined : view.do.writing.activate(at))}
    @click=${() => view.do.writing.choose(at)}
  >
    ${name === undefined ? nothing : icon(name)}
    <span class="option-words">
      <span><bdi>${label}</bdi></span>
      ${description === undefined ? nothing : html`<small><bdi>${description}</bdi></small>`}
    </span>
    ${active && menu.status === 'running' ? html`<i class="spinner"></i>` : nothing}
  </div>`
}

function status(menu: CaretMenu, view: View): TemplateResult {
  const { t } = view
  const { options, trigger } = menu
  const failed = trigger.kind === 'tag' ? t('searchFailed') : t('commandFailed')
  const words = {
    failed,
    loading: options.length === 0 ? t('loading') : '',
    running: '',
    ready: options.length === 0 ? t('searchNone', { query: trigger.query }) : '',
  }[menu.status]
  const spoken = words === '' ? t('searchSome', { count: options.length }) : words
  return html`<div class=${words === '' ? 'sr-only' : 'menu-note'} role="status">${spoken}</div>`
}
