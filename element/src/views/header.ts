import { html, nothing, type TemplateResult } from 'lit'
import type { MessageKey } from '../locales'
import { lookup } from '../lookup'
import { icon } from './dom'
import { heading } from './heading'
import type { View } from './view'

export function header(view: View): TemplateResult {
  const { options, history, t } = view
  if (options.header?.enabled === false) return unseen(view)
  const { leftAction, rightAction, title } = options.header ?? {}
  const named = title?.enabled !== false || history.shown
  return html`<header class="header" part="header">
    ${leftAction ? custom(leftAction, t) : nothing}
    ${
      named
        ? heading(view.headingLevel, 'title', html`<span dir="auto">${titleText(view)}</span>`)
        : html`<span class="title"></span>${unseen(view)}`
    }
    ${rightAction ? custom(rightAction, t) : nothing} ${historyButton(view)}
    ${history.shown || view.thread.threadId === null ? nothing : newChatButton(view)}
  </header>`
}

/** Headings of answers are one level below it, whether or not it is to be seen. */
function unseen({ headingLevel, options, t }: View): TemplateResult {
  return heading(headingLevel, 'sr-only', options.frameTitle ?? t('frame'))
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

/** What the icons of the published types stand for, by the first word of their names. */
const WORDS: Readonly<Record<string, MessageKey>> = {
  back: 'back',
  book: 'guide',
  bug: 'reportBug',
  chat: 'temporaryChat',
  close: 'close',
  collapse: 'collapse',
  compose: 'newChat',
  dark: 'darkColours',
  dots: 'more',
  double: 'sidebar',
  expand: 'expand',
  grid: 'overview',
  hamburger: 'menu',
  history: 'history',
  home: 'home',
  light: 'lightColours',
  menu: 'menu',
  open: 'expand',
  settings: 'settings',
  share: 'share',
  sidebar: 'sidebar',
  star: 'favourite',
}

/** Its icon is all that a page says of a button; one that we do not know is called by its own name. */
function custom(action: { icon: string; onClick: () => void }, t: View['t']): TemplateResult {
  const key = lookup(WORDS, action.icon.split('-', 1)[0] ?? '')
  const words = key === undefined ? action.icon.replaceAll('-', ' ') : t(key)
  return html`<button
    class="icon-button"
    part="header-button"
    type="button"
    aria-label=${words}
    title=${words}
    @click=${() => action.onClick()}
  >
    ${icon(action.icon)}
  </button>`
}
