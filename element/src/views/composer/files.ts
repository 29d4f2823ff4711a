/** What goes with a message: a quotation, files on their way, and what there is to say about them. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { DraftFile, Sentence } from '../../draft'
import { iconButton } from '../button'
import { icon, styles } from '../dom'
import type { View } from '../view'

/** What the message is about: another one whose place it takes, and words that it answers. */
export function references(view: View): TemplateResult {
  const { t, composer, do: act } = view
  const { quote, editing } = composer
  const editTitle = t('editingMessage')
  const dropQuote = (): void => act.compose({ quote: null })
  return html`<div class="replies">
    ${editing === null ? nothing : chip(['write', editTitle, editTitle, t('cancel')], () => act.writing.edit(null))}
    ${quote === null ? nothing : chip(['quote', t('quoted'), quote, t('removeQuote')], dropQuote)}
  </div>`
}

function chip(
  [name, title, words, away]: readonly [string, string, string, string],
  drop: () => void,
): TemplateResult {
  return html`<div class="reply" role="group" aria-label=${title}>
    ${icon(name)}<span dir="auto">${words}</span> ${iconButton('drop-button', 'close', away, drop)}
  </div>`
}

export function fileStrip(view: View): TemplateResult | typeof nothing {
  const { files } = view.composer
  if (files.length === 0) return nothing
  return html`<ul class="files">
    ${repeat(
      files,
      ({ key }) => key,
      (file) => html`<li>${fileCard(file, view)}</li>`,
    )}
  </ul>`
}

function fileCard(file: DraftFile, view: View): TemplateResult {
  const { name, image, preview, status } = file
  const pictured = image && preview !== null
  return html`<div
    class=${`file ${status}${pictured ? ' pictured' : ''}`}
    role="group"
    aria-label=${status === 'uploading' ? view.t('fileUploading', { name }) : name}
    title=${name}
  >
    ${pictured ? html`<img src=${preview} alt="" @error=${unpicture} />` : nothing}
    <span class="file-mark">${icon(image ? 'square-image' : 'document')}</span>
    <span class="file-name"><bdi>${name}</bdi></span>
    <span class="file-kind">${kindOf(file)}</span>
    ${status === 'uploading' ? progress(file) : nothing}
    ${
      status === 'failed'
        ? iconButton('file-retry', 'reload', view.t('fileRetry', { name }), () =>
            view.do.writing.retryFile(file.key),
          )
        : nothing
    }
    ${iconButton('drop-button', 'close', view.t('removeAttachment', { name }), () => view.do.writing.removeFile(file.key))}
  </div>`
}

/** The page's policy may not let a picture be shown: the card of a file is as good. */
function unpicture(event: Event): void {
  const picture = event.target as HTMLElement
  picture.closest('.file')?.classList.remove('pictured')
  picture.hidden = true
}

function kindOf({ name, mime }: DraftFile): string {
  const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1]
  return (ending ?? mime.split('/')[1] ?? '').toUpperCase()
}

function progress({ progress: share }: DraftFile): TemplateResult {
  return html`<span
    class=${share === null || share === 0 ? 'ring endless' : 'ring'}
    ${styles({ '--share': String(share ?? 0) })}
  ></span>`
}

export function notes(view: View): TemplateResult {
  const { notes: all } = view.composer
  // It stands there before it says something: only then is what it says read out.
  return html`<div class="notes" role="alert">
    ${
      all.length === 0
        ? nothing
        : html`<div class="note-lines">
              ${all.map((sentence) => html`<p>${words(sentence, view)}</p>`)}
            </div>
            <button
              type="button"
              class="mini"
              aria-label=${view.t('dismiss')}
              @click=${view.do.writing.dismissNotes}
            >
              ${icon('close')}
            </button>`
    }
  </div>`
}

function words({ key, values = {}, bytes }: Sentence, { t, locale }: View): string {
  return t(key, bytes === undefined ? values : { ...values, size: sizeIn(bytes, locale) })
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function sizeIn(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)))
  const options = { style: 'unit', unit: UNITS[step], maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, options).format(bytes / 1024 ** step)
}
