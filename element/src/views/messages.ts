/** Each kind of thread item as it stands in the conversation. */
import { html, nothing, type TemplateResult } from 'lit'
import type { AssistantMessage, GeneratedImage, NoticeEvent, StructuredInput } from '../events'
import { lookup } from '../lookup'
import type { Entry } from '../state'
import { widgetItem } from './widget'
import { citedIn, type Cited } from './citations'
import { contextOf } from './context'
import { icon, styles } from './dom'
import { heading } from './heading'
import { safeImage } from './links'
import { markdown, type Citations } from './markdown'
import { citation, sourceList } from './sources'
import { task, workflow } from './tasks'
import { userMessage } from './user-message'
import type { View } from './view'

/** Draws one entry; of a kind that we do not know, only that it is there. */
export function entryView(
  entry: Entry,
  pending: boolean,
  view: View,
): TemplateResult | typeof nothing {
  switch (entry.type) {
    case 'user_message':
      return userMessage(entry, view)
    case 'assistant_message':
      return assistantMessage(entry, pending, view)
    case 'workflow':
      return workflow(entry.workflow, pending, view)
    case 'task':
      return task(entry.task, view, pending)
    case 'widget':
      return widgetItem(entry, view)
    case 'notice':
      return notice(entry.notice, view)
    case 'generated_image':
      return generatedImage(entry, pending, view)
    case 'structured_input':
      return answeredInput(entry, view)
    case 'client_tool_call':
      return entry.status === 'pending' && view.streaming
        ? html`<p class="progress shimmer">${view.t('toolPending')}</p>`
        : nothing
    case 'end_of_turn':
    case 'hidden_context_item':
    case 'sdk_hidden_context':
      return nothing
    default:
      return html`<p class="unknown-item">${view.t('unknownItem')}</p>`
  }
}

function assistantMessage(item: AssistantMessage, pending: boolean, view: View): TemplateResult {
  const context = contextOf(view)
  const cited = citedIn(item)
  return html`${heading(view.headingLevel + 1, 'sr-only', view.t('assistantSaid'))}
  <article class="assistant" part="assistant-message">
    ${item.content.map(
      (part, at) =>
        html`<div class="prose" dir="auto">
          ${markdown(part.text, !pending, context, citationsOf(cited, at, view))}
        </div>`,
    )}
    ${sourceList(cited.sources, view)}
  </article>`
}

type Drawing = { view: View; parts: (Citations | null)[] }
const drawings = new WeakMap<Cited, Drawing>()

/** The same for the same sources and options, so that finished blocks are left alone. */
function citationsOf(cited: Cited, at: number, view: View): Citations | null {
  const marks = cited.marks[at]
  if (marks === undefined || marks.length === 0) return null
  let known = drawings.get(cited)
  if (known === undefined || known.view.options !== view.options || known.view.t !== view.t)
    drawings.set(cited, (known = { view, parts: [] }))
  const drawn: Drawing = known
  return (drawn.parts[at] ??= {
    marks,
    draw: (numbers) => citation(numbers, cited.sources, drawn.view),
  })
}

const NOTICE_ICONS = { info: 'info', warning: 'warning', danger: 'warning' }

function notice(event: NoticeEvent, view: View): TemplateResult {
  return html`<div
    class="notice ${event.level}"
    part="notice"
    role=${event.level === 'info' ? 'note' : 'alert'}
  >
    ${icon(lookup(NOTICE_ICONS, event.level) ?? 'info')}
    <div class="prose" dir="auto">
      ${event.title ? html`<strong>${event.title}</strong>` : nothing}
      ${markdown(event.message, true, contextOf(view))}
    </div>
  </div>`
}

/** Comes out of the mist as it is made. */
function generatedImage(item: GeneratedImage, pending: boolean, view: View): TemplateResult {
  const { t } = view
  const source = item.image ? safeImage(item.image.url, null) : null
  const share = Math.min(1, Math.max(0, item.progress ?? 0))
  const blur = pending ? `${Math.round((1 - share) * 24)}px` : null
  return html`<figure class=${pending ? 'generated pending' : 'generated'} part="generated-image">
    ${source === null ? html`<div class="placeholder"></div>` : picture(source, blur, view)}
    ${
      pending
        ? html`<figcaption>
            <span class="shimmer">${t('generating')}</span>
            ${
              item.progress == null
                ? nothing
                : html`<progress max="1" .value=${share} aria-label=${t('generating')}></progress>`
            }
          </figcaption>`
        : nothing
    }
  </figure>`
}

function picture(source: string, blur: string | null, { t }: View): TemplateResult {
  const image = html`<img
    src=${source}
    alt=${t('generatedImage')}
    decoding="async"
    referrerpolicy="no-referrer"
    ${styles({ '--blur': blur })}
  />`
  if (blur !== null || !source.startsWith('http')) return image
  return html`<a href=${source} target="_blank" rel="noopener noreferrer">${image}</a>`
}

function answeredInput(item: StructuredInput, { t }: View): TemplateResult | typeof nothing {
  if (item.status === 'pending') return nothing
  return html`<dl class="answers" part="answers" aria-label=${t('answered')}>
    ${item.inputs.map((input) => {
      const said = input.answer?.values ?? []
      return html`<dt dir="auto">${input.question}</dt>
        <dd dir="auto">
          ${said.length === 0 ? html`<em>${t('skipped')}</em>` : said.join(', ')}
        </dd>`
    })}
  </dl>`
}
