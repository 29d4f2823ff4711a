/** Each kind of thread item as it stands in the conversation. */
import { html, nothing, type TemplateResult } from 'lit'
import type {
  AssistantMessage,
  GeneratedImage,
  NoticeEvent,
  Source,
  StructuredInput,
  UserMessage,
} from '../events'
import type { Entry } from '../state'
import { lookup } from '../lookup'
import { contextOf } from './context'
import { icon } from './dom'
import { tagChip } from './entity'
import { safeImage } from './links'
import { markdown } from './markdown'
import { task, urlChip, workflow } from './tasks'
import type { View } from './view'
import { widgetItem } from '../widgets/item'

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

function userMessage(item: UserMessage, view: View): TemplateResult {
  const attachments = item.attachments ?? []
  return html`<article class="user" part="user-message" aria-label=${view.t('youSaid')}>
    ${item.quoted_text ? html`<blockquote class="quote">${icon('quote')}<span>${item.quoted_text}</span></blockquote>` : nothing}
    ${
      attachments.length === 0
        ? nothing
        : html`<div class="chips">
            ${attachments.map((file) => html`<span class="chip">${icon('paperclip')}${file.name}</span>`)}
          </div>`
    }
    <div class="bubble" dir="auto">
      ${item.content.map((part) =>
        part.type === 'input_text'
          ? html`<span class="words">${part.text}</span>`
          : tagChip(part, view),
      )}
    </div>
  </article>`
}

function assistantMessage(item: AssistantMessage, pending: boolean, view: View): TemplateResult {
  const context = contextOf(view)
  return html`<article
    class="assistant"
    part="assistant-message"
    aria-label=${view.t('assistantSaid')}
  >
    ${item.content.map(
      (part) => html`<div class="prose" dir="auto">${markdown(part.text, !pending, context)}</div>`,
    )}
    ${sources(item, view)}
  </article>`
}

function sources(item: AssistantMessage, view: View): TemplateResult | typeof nothing {
  const all = item.content.flatMap((part) => part.annotations ?? []).map(({ source }) => source)
  const unique = [...new Map(all.map((source) => [keyOf(source), source])).values()]
  if (unique.length === 0) return nothing
  return html`<details class="sources">
    <summary>${view.t('sources')} <span class="count">${unique.length}</span></summary>
    <ul class="chips">
      ${unique.map((source) => html`<li>${sourceChip(source)}</li>`)}
    </ul>
  </details>`
}

function keyOf(source: Source): string {
  if (source.type === 'url') return source.url
  return source.type === 'file' ? source.filename : source.id
}

function sourceChip(source: Source): TemplateResult {
  if (source.type === 'url') return urlChip(source)
  return html`<span class="chip"
    >${icon(source.type === 'file' ? 'document' : (source.icon ?? 'cube'))}${source.title}</span
  >`
}

function notice(event: NoticeEvent, view: View): TemplateResult {
  const icons = { info: 'info', warning: 'warning', danger: 'warning' }
  return html`<div class="notice ${event.level}" role=${event.level === 'info' ? 'note' : 'alert'}>
    ${icon(lookup(icons, event.level) ?? 'info')}
    <div class="prose">
      ${event.title ? html`<strong>${event.title}</strong>` : nothing}
      ${markdown(event.message, true, contextOf(view))}
    </div>
  </div>`
}

function generatedImage(item: GeneratedImage, pending: boolean, view: View): TemplateResult {
  const source = item.image ? safeImage(item.image.url, null) : null
  return html`<figure class=${pending ? 'generated pending' : 'generated'}>
    ${
      source === null
        ? html`<div class="placeholder shimmer">${view.t('generating')}</div>`
        : html`<img src=${source} alt=${view.t('generatedImage')} />`
    }
    ${pending && item.progress != null ? html`<progress max="1" .value=${item.progress}></progress>` : nothing}
  </figure>`
}

function answeredInput(item: StructuredInput, { t }: View): TemplateResult | typeof nothing {
  if (item.status === 'pending') return nothing
  return html`<dl class="answers" aria-label=${t('answered')}>
    ${item.inputs.map((input) => {
      const said = input.answer?.values ?? []
      return html`<dt>${input.question}</dt>
        <dd>${said.length === 0 ? html`<em>${t('skipped')}</em>` : said.join(', ')}</dd>`
    })}
  </dl>`
}
