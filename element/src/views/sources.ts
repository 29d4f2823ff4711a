/** Where an answer has its facts from: marks in the text, a card on pointing, and a list below. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EntitySource, Source } from '../events'
import { icon } from './dom'
import { entityOf, entityRef } from './entity'
import { hoverCard } from './hover-card'
import { hostOf, safeLink } from './links'
import type { View } from './view'

/** The mark of sources at one place of the text. */
export function citation(
  numbers: readonly number[],
  sources: readonly Source[],
  view: View,
): TemplateResult {
  return html`<span class="cites"
    >${numbers.map((at) => {
      const source = sources[at]
      return source === undefined ? nothing : mark(source, at + 1, view)
    })}</span
  >`
}

function mark(source: Source, number: number, view: View): TemplateResult {
  const label = view.t('sourceAt', { number, title: source.title })
  const card = hoverCard(() => sourceCard(source, view))
  if (source.type === 'entity') return entityMark(source, label, view)
  const target = source.type === 'url' ? safeLink(source.url) : null
  if (target === null || target.deeplink)
    return html`<button class="cite" type="button" aria-label=${label} ${card}>${number}</button>`
  return html`<a
    class="cite"
    href=${target.href}
    target="_blank"
    rel="noopener noreferrer"
    aria-label=${label}
    ${card}
    >${number}</a
  >`
}

function entityMark(source: EntitySource, label: string, view: View): TemplateResult {
  const words = source.inline_label ?? ''
  const look = words === '' ? icon(source.icon ?? 'cube') : words
  const name = words === '' ? 'cite' : 'cite wordy'
  const said = words === '' ? label : `${words}, ${label}`
  if (previews(source, view))
    return html`<button
      class=${name}
      type="button"
      aria-label=${said}
      ${entityRef(entityFrom(source), view.do)}
    >
      ${look}
    </button>`
  const open = (): void => {
    if (source.interactive) view.do.openEntity(entityFrom(source))
  }
  return html`<button
    class=${name}
    type="button"
    aria-label=${said}
    @click=${open}
    ${hoverCard(() => sourceCard(source, view))}
  >
    ${look}
  </button>`
}

/** The page draws the card of what it knows; ours is for the rest. */
function previews(source: EntitySource, view: View): boolean {
  return source.interactive === true && view.options.entities?.onRequestPreview !== undefined
}

function entityFrom(source: EntitySource): ReturnType<typeof entityOf> {
  return entityOf({ ...source, text: source.title })
}

function sourceCard(source: Source, view: View): TemplateResult {
  return html`<div class="source-card">
    <small>${icon(iconOf(source))}<bdi>${originOf(source)}</bdi></small>
    <strong dir="auto">${source.title}</strong>
    ${source.description ? html`<p dir="auto">${source.description}</p>` : nothing}
    ${when(source, view)}
  </div>`
}

/** The list below an answer, closed until somebody wants it. */
export function sourceList(
  sources: readonly Source[],
  view: View,
): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing
  const groups = new Map<string, { source: Source; number: number }[]>()
  for (const [at, source] of sources.entries()) {
    const name = source.group ?? ''
    groups.set(name, [...(groups.get(name) ?? []), { source, number: at + 1 }])
  }
  return html`<details class="sources" part="sources">
    <summary>
      <span class="chevron">${icon('chevron-right')}</span>${view.t('sources')}
      <span class="count">${sources.length}</span>
    </summary>
    ${[...groups].map(
      ([name, members]) =>
        html`${name === '' ? nothing : html`<p class="source-group">${name}</p>`}
          <ol class="source-list">
            ${members.map(({ source, number }) => html`<li>${sourceRow(source, number, view)}</li>`)}
          </ol>`,
    )}
  </details>`
}

function sourceRow(source: Source, number: number, view: View): TemplateResult {
  return html`<span class="source-number">${number}</span>
    <div class="source-words">
      ${sourceTitle(source, view)}
      <small
        >${icon(iconOf(source))}<bdi>${originOf(source)}</bdi>${when(source, view)}</small
      >
      ${source.description ? html`<p dir="auto">${source.description}</p>` : nothing}
    </div>`
}

function sourceTitle(source: Source, view: View): TemplateResult {
  if (source.type === 'entity' && source.interactive)
    return html`<button class="source-title" dir="auto" type="button" ${entityRef(entityFrom(source), view.do)}>
      ${source.title}
    </button>`
  const target = source.type === 'url' ? safeLink(source.url) : null
  if (target === null || target.deeplink)
    return html`<span class="source-title" dir="auto">${source.title}</span>`
  return html`<a class="source-title" dir="auto" href=${target.href} target="_blank" rel="noopener noreferrer"
    >${source.title || hostOf(target.href)}</a
  >`
}

/** Pictures of sites are never fetched: the person has not asked to call them. */
function iconOf(source: Source): string {
  if (source.type === 'url') return 'globe'
  return source.type === 'file' ? 'document' : (source.icon ?? 'cube')
}

function originOf(source: Source): string {
  if (source.type === 'url') return source.attribution ?? hostOf(source.url).replace(/^www\./, '')
  return source.type === 'file' ? source.filename : (source.label ?? source.group ?? '')
}

/** Dates as the language writes them; what is none is shown as it came. */
function when({ timestamp }: Source, { locale }: View): TemplateResult | typeof nothing {
  if (!timestamp) return nothing
  const date = new Date(timestamp)
  if (Number.isNaN(date.getTime()) || !/^\d{4}-\d\d/.test(timestamp))
    return html`<time>${timestamp}</time>`
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(date)
  return html`<time datetime=${timestamp}>${words}</time>`
}
