/** What a person said, as it was written: plain words, tags, files and what was quoted. */
import { html, nothing, type TemplateResult } from 'lit'
import type { UserMessage, WireAttachment } from '../events'
import { iconButton, SMALL } from './button'
import { icon } from './dom'
import { tagChip } from './entity'
import { heading } from './heading'
import { safeImage } from './links'
import { copyButton } from './markdown'
import type { View } from './view'

export function userMessage(item: UserMessage, view: View): TemplateResult {
  const { t } = view
  const words = plainWords(item)
  const editable = view.editable && item.id !== view.thread.optimisticId
  const look = view.composer.editing === item.id ? 'user edited' : 'user'
  return html`${heading(view.headingLevel + 1, 'sr-only', t('youSaid'))}
  <article class=${look} part="user-message">
    ${item.quoted_text ? html`<blockquote class="quote" dir="auto">${icon('quote')}<span>${item.quoted_text}</span></blockquote>` : nothing}
    ${attachments(item.attachments ?? [], view)}
    ${
      item.content.length === 0
        ? nothing
        : html`<div class="bubble" part="bubble"><div dir="auto">${item.content.map((part) =>
            part.type === 'input_text'
              ? html`<span class="words">${part.text}</span>`
              : tagChip(part, view),
          )}</div></div>`
    }
    ${
      words === '' && !editable
        ? nothing
        : html`<div class="actions quiet">
            ${editable ? iconButton(SMALL, 'write', t('editMessage'), () => view.do.writing.edit(item)) : nothing}
            ${words === '' ? nothing : copyButton(t('copyMessage'), { t, copy: view.do.copy }, () => words)}
          </div>`
    }
  </article>`
}

function plainWords({ content }: UserMessage): string {
  return content.map(({ text }) => text).join('')
}

function attachments(all: readonly WireAttachment[], view: View): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing
  return html`<ul class="attached">
    ${all.map((file) => html`<li>${attachment(file, view)}</li>`)}
  </ul>`
}

function attachment(file: WireAttachment, view: View): TemplateResult {
  const source =
    file.type === 'image' && file.preview_url ? safeImage(file.preview_url, null) : null
  if (source === null)
    return html`<span class="file-chip">
      <span class="file-chip-mark">${icon(file.type === 'image' ? 'square-image' : 'document')}</span>
      <span class="file-chip-name" dir="auto" title=${file.name}>${file.name}</span>
    </span>`
  return html`<a
    class="thumb"
    href=${source}
    target="_blank"
    rel="noopener noreferrer"
    aria-label=${view.t('openFile', { name: file.name })}
    title=${file.name}
    ><img src=${source} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"
  /></a>`
}
