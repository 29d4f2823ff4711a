import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './dom'
import { heading } from './heading'
import type { View } from './view'

export function header(view: View): TemplateResult | typeof nothing {
  const { options, history } = view
  if (options.header?.enabled === false) return nothing
  const { leftAction, rightAction, title } = options.header ?? {}
  const named = title?.enabled !== false || history.shown
  return html`<header class="header" part="header">
    ${leftAction ? custom(leftAction) : nothing}
    ${
      named
        ? heading(view.headingLevel, 'title', html`<span dir="auto">${titleText(view)}</span>`)
        : html`<span class="title"></span>`
    }
    ${rightAction ? custom(rightAction) : nothing} ${historyButton(view)}
    ${history.shown || view.thread.threadId === null ? nothing : newChatButton(view)}
  </header>`
}

function historyButton({ options, history, t, do: act }: View): TemplateResult | typeof nothing {
  if (options.history?.enabled === false) return nothing
  const { shown } = history
  const words = t(shown ? 'closeHistory' : 'history')
  return html`<button
    class="icon-button"
    part="header-button"
    type="button"
    data-focus="history"
    aria-label=${words}
    title=${words}
    aria-expanded=${shown}
    @click=${act.toggleHistory}
  >
    ${icon(shown ? 'close' : 'history')}
  </button>`
}

function newChatButton(view: View): TemplateResult {
  const words = view.t('newChat')
  return html`<button
    class="icon-button"
    part="header-button"
    type="button"
    aria-label=${words}
    title=${words}
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
  return view.thread.title || view.t('untitled')
}

/** The name of its icon is all that a page says of a button: English, whatever the language around it. */
function custom(action: { icon: string; onClick: () => void }): TemplateResult {
  return html`<button
    class="icon-button"
    part="header-button"
    type="button"
    lang="en"
    aria-label=${action.icon.replaceAll('-', ' ')}
    @click=${() => action.onClick()}
  >
    ${icon(action.icon)}
  </button>`
}
