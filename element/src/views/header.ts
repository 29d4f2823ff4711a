import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './dom'
import type { View } from './view'

export function header(view: View): TemplateResult | typeof nothing {
  const { options, t } = view
  if (options.header?.enabled === false) return nothing
  const { leftAction, rightAction, title } = options.header ?? {}
  const shown = view.history.shown
  return html`<header class="header" part="header">
    ${leftAction ? custom(leftAction) : nothing}
    <h2 class="title" part="title">
      ${title?.enabled === false && !shown ? nothing : html`<span>${titleText(view)}</span>`}
    </h2>
    ${rightAction ? custom(rightAction) : nothing}
    ${options.history?.enabled === false
      ? nothing
      : html`<button
          class="icon-button"
          type="button"
          data-focus="history"
          aria-label=${shown ? t('closeHistory') : t('history')}
          aria-expanded=${shown}
          @click=${view.do.toggleHistory}
        >
          ${icon(shown ? 'close' : 'history')}
        </button>`}
    ${shown || view.thread.threadId === null
      ? nothing
      : html`<button class="icon-button" type="button" aria-label=${t('newChat')} @click=${view.do.newChat}>
          ${icon('compose')}
        </button>`}
  </header>`
}

function titleText(view: View): string {
  if (view.history.shown) return view.t('history')
  const own = view.options.header?.title?.text
  if (own !== undefined) return own
  if (view.thread.threadId === null) return view.t('newChatTitle')
  return view.thread.title ?? ''
}

function custom(action: { icon: string; onClick: () => void }): TemplateResult {
  const label = action.icon.replaceAll('-', ' ')
  return html`<button class="icon-button" type="button" aria-label=${label} @click=${() => action.onClick()}>
    ${icon(action.icon)}
  </button>`
}
