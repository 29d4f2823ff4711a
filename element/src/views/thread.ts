/** The conversation: all its turns, the way to older ones, and the way back to the newest. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './dom'
import { patient, problemText } from './problem'
import { liveLine } from './turn'
import { turnList } from './turn-list'
import type { View } from './view'

/** Additions are told by one line that is read out when a turn is over, not as they come. */
export function threadView(view: View): TemplateResult {
  const empty = view.thread.entries.length === 0
  return html`${view.thread.hasOlder ? olderButton(view) : nothing}
    <div class="turns" part="thread" role="log" aria-live="off" aria-label=${view.t('conversation')}>
      ${turnList(view)}
      ${empty && view.streaming ? html`<div class="turn last">${liveLine(view)}</div>` : nothing}
    </div>`
}

function olderButton(view: View): TemplateResult {
  const { t, olderTrouble: trouble, loadingOlder: busy } = view
  const label = t(busy ? 'loading' : trouble === null ? 'loadOlder' : 'tryAgain')
  const draw = (words: string, waits: boolean): TemplateResult => html`<button
    class="text-button older"
    type="button"
    aria-disabled=${busy || waits}
    @click=${() => busy || waits || view.do.loadOlder()}
  >
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing} ${words}
  </button>`
  return html`${
    trouble === null
      ? nothing
      : html`<p class="older" role="alert">
          ${icon('warning')} ${problemText(trouble, view, 'threadFailed')}
        </p>`
  }
  ${patient(trouble?.retryAt ?? null, label, view, draw)}`
}

/** Shown while the end is out of sight; says whether something has come there. */
export function jumpButton(view: View): TemplateResult | typeof nothing {
  if (!view.awayFromEnd) return nothing
  const label = view.t(view.newBelow ? 'newBelow' : 'jumpToLatest')
  return html`<button
    class=${view.newBelow ? 'jump fresh' : 'jump'}
    part="jump"
    type="button"
    aria-label=${label}
    title=${label}
    @click=${view.do.jumpToLatest}
  >
    ${icon('arrow-down')}
  </button>`
}
