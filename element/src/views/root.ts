/** The whole element, from what it is given. */
import { html, nothing, type TemplateResult } from 'lit'
import { composer } from './composer'
import { icon, styles } from './dom'
import { header } from './header'
import { historyPanel } from './history'
import { entityPreview } from './preview'
import { patient, problemText } from './problem'
import { pendingInput, questions } from './questions'
import { startScreen } from './start'
import { schemeOf, themeVariables } from './theme'
import { jumpButton, threadView } from './thread'
import type { View } from './view'

export function root(view: View): TemplateResult {
  const { options, t } = view
  const level = typeof options.theme === 'object' ? (options.theme.color?.accent?.level ?? 1) : 1
  return html`<section
    class="root"
    part="root"
    data-scheme=${schemeOf(options.theme)}
    data-accent=${level}
    aria-label=${options.frameTitle ?? t('frame')}
    lang=${view.lang}
    dir=${view.dir}
    ${styles(themeVariables(options.theme))}
  >
    ${header(view)} ${view.history.shown ? historyPanel(view) : conversation(view)}
    ${entityPreview(view)}
    <div class="sr-only" role="status" aria-live="polite">${view.announcement}</div>
  </section>`
}

function conversation(view: View): TemplateResult {
  const empty = view.thread.entries.length === 0 && !view.streaming && view.load === 'none'
  const asked = pendingInput(view)
  return html`<div class=${empty && view.thread.threadId === null ? 'main fresh' : 'main'}>
    <div
      class="scroller"
      role="region"
      data-focus="conversation"
      aria-label=${view.t('conversation')}
      aria-busy=${view.streaming}
      tabindex="0"
    >
      <div class="column">${body(view, empty)}</div>
    </div>
    <div class="dock">
      ${jumpButton(view)}
      ${asked === null ? composer(view) : questions(asked, view)}
    </div>
  </div>`
}

function body(view: View, empty: boolean): TemplateResult {
  const { t } = view
  if (view.load === 'loading')
    return html`<div class="skeletons" role="img" aria-label=${t('loading')}>
      <i></i><i></i><i></i>
    </div>`
  if (view.load !== 'none') return notLoaded(view)
  return empty && view.thread.threadId === null ? startScreen(view) : threadView(view)
}

/** The way on is the person's to choose; why it is so is said in one sentence more. */
function notLoaded(view: View): TemplateResult {
  const { t, load, loadTrouble: trouble, do: act } = view
  const missing = load === 'missing'
  const draw = (words: string, waits: boolean): TemplateResult => html`<button
    class="button"
    type="button"
    ?disabled=${waits}
    @click=${missing ? act.newChat : act.retryLoad}
  >
    ${words}
  </button>`
  return html`<div class="empty">
    ${icon('warning')}
    <div role="alert">
      <p>${t(missing ? 'threadMissing' : 'threadFailed')}</p>
      ${
        missing || trouble === null
          ? nothing
          : html`<p>${problemText(trouble, view, 'errorTitle')}</p>`
      }
    </div>
    ${patient(missing ? null : (trouble?.retryAt ?? null), t(missing ? 'newChat' : 'tryAgain'), view, draw)}
  </div>`
}
