/** The conversation: turns of a question and what came of it. */
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Entry } from '../state'
import { icon } from './dom'
import { copyButton } from './markdown'
import { entryView } from './messages'
import { connectionLine, problemCard } from './problem'
import type { View } from './view'

type Turn = { key: string; entries: Entry[] }

/** A turn begins with each message of the person. */
export function turnsOf(entries: readonly Entry[]): Turn[] {
  const turns: Turn[] = []
  for (const entry of entries) {
    const last = turns.at(-1)
    if (last === undefined || entry.type === 'user_message')
      turns.push({ key: `${turns.length}`, entries: [entry] })
    else last.entries.push(entry)
  }
  const count = turns.length
  return turns.map((turn, at) => ({ ...turn, key: `turn-${count - at}` }))
}

export function threadView(view: View): TemplateResult {
  const turns = turnsOf(view.thread.entries)
  return html`<div class="turns" part="thread">
    ${view.thread.hasOlder ? olderButton(view) : nothing}
    ${repeat(
      turns,
      (turn) => turn.entries[0]?.id ?? turn.key,
      (turn) => turnView(turn, turn === turns.at(-1), view),
    )}
    ${turns.length === 0 && view.streaming ? html`<div class="turn last">${liveLine(view)}</div>` : nothing}
  </div>`
}

function olderButton(view: View): TemplateResult {
  return html`<button
    class="text-button older"
    type="button"
    ?disabled=${view.loadingOlder}
    @click=${view.do.loadOlder}
  >
    ${view.loadingOlder ? view.t('loading') : view.t('loadOlder')}
  </button>`
}

function turnView(turn: Turn, last: boolean, view: View): TemplateResult {
  const busy = last && view.streaming
  return html`<div class=${last ? 'turn last' : 'turn'}>
    ${repeat(
      turn.entries,
      (entry) => entry.id,
      (entry) => {
        const pending = view.thread.pending.has(entry.id)
        const live = busy && (pending || entry.type === 'client_tool_call')
        const inputs = [entry, pending, view.options, view.t, view.thread.allowedImageDomains, live]
        return guard(inputs, () => entryView(entry, pending, view))
      },
    )}
    ${last ? liveLine(view) : nothing} ${last && view.streaming ? connectionLine(view) : nothing}
    ${last && view.thread.problem ? problemCard(view.thread.problem, view) : nothing}
    ${busy ? nothing : turnActions(turn, view)}
  </div>`
}

/** One transient line: what is being done, or that something is. */
function liveLine(view: View): TemplateResult | typeof nothing {
  if (!view.streaming) return nothing
  const { progress } = view.thread
  if (progress !== null)
    return html`<p class="progress">
      ${progress.icon ? icon(progress.icon) : nothing}<span class="shimmer">${progress.text}</span>
    </p>`
  if (view.stopping)
    return html`<p class="progress"><span class="shimmer">${view.t('stopping')}</span></p>`
  return view.waiting
    ? html`<p class="progress dots" aria-label=${view.t('thinking')} role="img">
        <i></i><i></i><i></i>
      </p>`
    : nothing
}

function turnActions(turn: Turn, view: View): TemplateResult | typeof nothing {
  const answers = turn.entries.filter(
    (entry) => entry.type !== 'user_message' && entry.type !== 'notice',
  )
  const last = answers.at(-1)
  if (last === undefined) return nothing
  const text = answers
    .map(textOf)
    .filter((part) => part !== '')
    .join('\n\n')
  const { feedback, retry } = view.options.threadItemActions ?? {}
  const ids = answers.map((entry) => entry.id)
  return html`<div class="actions" role="group" aria-label=${view.t('actions')}>
    ${text === '' ? nothing : copyButton(view.t('copy'), { t: view.t, copy: view.do.copy }, () => text)}
    ${feedback ? thumbs(answers, ids, view) : nothing}
    ${
      retry && view.thread.status.type === 'active'
        ? html`<button
            class="icon-button small"
            type="button"
            aria-label=${view.t('retry')}
            ?disabled=${view.streaming}
            @click=${() => view.do.retryAnswer(last.id)}
          >
            ${icon('reload')}
          </button>`
        : nothing
    }
  </div>`
}

function thumbs(answers: readonly Entry[], ids: string[], view: View): TemplateResult {
  const given = answers
    .map((entry) => ('feedback' in entry ? entry.feedback : null))
    .find((kind) => kind != null)
  const button = (kind: 'positive' | 'negative', label: string, name: string): TemplateResult =>
    html`<button
      class=${given === kind ? 'icon-button small chosen' : 'icon-button small'}
      type="button"
      aria-label=${label}
      aria-pressed=${given === kind}
      @click=${() => view.do.rate(ids, kind)}
    >
      ${icon(name)}
    </button>`
  return html`${button('positive', view.t('goodAnswer'), 'thumbs-up')}${button('negative', view.t('badAnswer'), 'thumbs-down')}`
}

function textOf(entry: Entry): string {
  if (entry.type === 'assistant_message') return entry.content.map((part) => part.text).join('\n')
  return entry.type === 'widget' ? (entry.copy_text ?? '') : ''
}
