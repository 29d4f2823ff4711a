/** One turn: the question, everything that came of it, and what can be done with the answer. */
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Entry } from '../state'
import { iconButton, SMALL } from './button'
import { icon } from './dom'
import { copyButton } from './markdown'
import { entryView } from './messages'
import { connectionLine, problemCard } from './problem'
import type { Turn } from './turns'
import type { View } from './view'

export function turnView(turn: Turn, last: boolean, view: View): unknown {
  if (last) return drawTurn(turn, true, view)
  const { options, t, thread, streaming, headingLevel, breaks, editable, composer } = view
  const inputs = [turn, options, t, thread.allowedImageDomains, thread.status, streaming]
  return guard([...inputs, headingLevel, breaks, editable, composer.editing], () =>
    drawTurn(turn, false, view),
  )
}

function drawTurn(turn: Turn, last: boolean, view: View): TemplateResult {
  const busy = last && view.streaming
  return html`${repeat(
    turn.entries,
    (entry, at) => (at === 0 ? turn.key : entry.id),
    (entry) => drawEntry(entry, busy, view),
  )}
    ${last ? liveLine(view) : nothing} ${busy ? connectionLine(view) : nothing}
    ${last && view.thread.problem ? problemCard(view.thread.problem, view) : nothing}
    ${busy ? nothing : turnActions(turn, view)}`
}

function drawEntry(entry: Entry, busy: boolean, view: View): unknown {
  const { options, t, thread, headingLevel, breaks } = view
  const pending = thread.pending.has(entry.id)
  const live = busy && (pending || entry.type === 'client_tool_call')
  const edited = view.composer.editing === entry.id
  const said = entry.type === 'user_message' && (edited ? 'now' : view.editable)
  const inputs = [entry, pending, options, t, thread.allowedImageDomains, live, said]
  return guard([...inputs, headingLevel, breaks], () => entryView(entry, pending, view))
}

/** One transient line: what is being done, or that something is. */
export function liveLine(view: View): TemplateResult | typeof nothing {
  if (!view.streaming) return nothing
  const { progress } = view.thread
  if (progress !== null)
    return html`<p class="progress" dir="auto">
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
  const answers = turn.entries.filter(({ type }) => isAnswer(type))
  const last = answers.at(-1)
  if (last === undefined || waits(last)) return nothing
  const text = answers
    .map(textOf)
    .filter((part) => part !== '')
    .join('\n\n')
  const { feedback, custom } = view.options.threadItemActions ?? {}
  const again = mayRetry(view)
  if (text === '' && !again && !offersMore(view)) return nothing
  const ids = answers.map((entry) => entry.id)
  const answer = { threadId: view.thread.threadId, itemIds: ids, text }
  return html`<div class="actions" part="actions" role="group" aria-label=${view.t('actions')}>
    ${text === '' ? nothing : copyButton(view.t('copy'), { t: view.t, copy: view.do.copy }, () => text)}
    ${feedback === true ? thumbs(answers, ids, view) : nothing}
    ${again ? iconButton(SMALL, 'reload', view.t('retry'), () => view.do.retryAnswer(last.id), view.streaming) : nothing}
    ${custom?.map(({ icon: name, label, onClick }) => iconButton(SMALL, name, label, () => onClick(answer)))}
  </div>`
}

function mayRetry({ options, thread }: View): boolean {
  return options.threadItemActions?.retry === true && thread.status.type === 'active'
}

function offersMore({ options }: View): boolean {
  const { feedback, custom } = options.threadItemActions ?? {}
  return feedback === true || (custom !== undefined && custom.length > 0)
}

function isAnswer(type: Entry['type']): boolean {
  return type !== 'user_message' && type !== 'notice' && type !== 'end_of_turn'
}

/** The turn is the person's now. */
function waits(entry: Entry): boolean {
  return entry.type === 'structured_input' && entry.status === 'pending'
}

function textOf(entry: Entry): string {
  if (entry.type === 'assistant_message') return entry.content.map((part) => part.text).join('\n')
  return entry.type === 'widget' ? (entry.copy_text ?? '') : ''
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
      title=${label}
      aria-pressed=${given === kind}
      @click=${() => view.do.rate(ids, kind)}
    >
      ${icon(name)}
    </button>`
  return html`${button('positive', view.t('goodAnswer'), 'thumbs-up')}${button('negative', view.t('badAnswer'), 'thumbs-down')}`
}
