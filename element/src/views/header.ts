import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './dom'
import type { View } from './view'

export function header(view: View): TemplateResult | typeof nothing {
  const { options } = view
  if (options.header?.enabled === false) return nothing
  const { leftAction, rightAction, title } = options.header ?? {}
  const shown = view.history.shown
  return html`<header class="header" part="header">
    ${leftAction ? custom(leftAction) : nothing}
    <h2 class="title" part="title">
      ${title?.enabled === false && !shown ? nothing : html`<span>${titleText(view)}</span>`}
    </h2>
    ${rightAction ? custom(rightAction) : nothing} ${historyButton(view)}
    ${shown || view.thread.threadId === null ? nothing : newChatButton(view)}
  </header>`
}

function historyButton({ options, history, t, do: act }: View): TemplateResult | typeof nothing {
  if (options.history?.enabled === false) return nothing
  const { shown } = history
  return html`<button
    class="icon-button"
    type="button"
    data-focus="history"
    aria-label=${shown ? t('closeHistory') : t('history')}
    aria-expanded=${shown}
    @click=${act.toggleHistory}
  >
    ${icon(shown ? 'close' : 'history')}
  </button>`
}

function newChatButton(view: View): TemplateResult {
  return html`<button
    class="icon-button"
    type="button"
    aria-label=${view.t('newChat')}
    @click=${view.do.newChat}
  >
    ${icon('compose')}
  </button>`
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
  return html`<button
    class="icon-button"
    type="button"
    aria-label=${label}
    @click=${() => action.onClick()}
  >
    ${icon(action.icon)}
  </button>`
}
