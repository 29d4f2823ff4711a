/** Workflows and single tasks: what the assistant did on the way to its answer. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Task, UrlSource, Workflow } from '../events'
import { lookup } from '../lookup'
import { icon } from './dom'
import { hostOf, safeLink } from './links'
import { markdown } from './markdown'
import { contextOf } from './context'
import type { View } from './view'

export function workflow(work: Workflow, open: boolean, view: View): TemplateResult {
  const running = open && work.summary == null
  const tasks = work.tasks ?? []
  return html`<details class="workflow" part="workflow" ?open=${work.expanded === true}>
    <summary>
      <span class="chevron">${icon('chevron-right')}</span>
      <span class=${running ? 'shimmer' : ''}>${summaryText(work, running, view)}</span>
    </summary>
    <ol class="tasks">
      ${tasks.map((one) => html`<li>${task(one, view, open)}</li>`)}
    </ol>
  </details>`
}

function summaryText(work: Workflow, running: boolean, { t }: View): string {
  const { summary } = work
  if (summary != null && 'title' in summary) return summary.title
  if (summary != null) return t('thoughtFor', { duration: duration(summary.duration, t) })
  const current = work.tasks.at(-1)
  if (running) return current?.title ?? (work.type === 'reasoning' ? t('thinking') : t('working'))
  return work.type === 'reasoning'
    ? t('thought')
    : (work.tasks.length === 1 && current?.title) || t('workDone')
}

function duration(seconds: number, t: View['t']): string {
  return seconds < 60
    ? t('seconds', { count: seconds })
    : t('minutes', { count: Math.round(seconds / 60) })
}

export function task(one: Task, view: View, open = false): TemplateResult {
  const status = one.status_indicator ?? 'none'
  return html`<div class="task ${status}">
    <span class="task-mark">${mark(one, status)}</span>
    <div class="task-body">
      <div class=${status === 'loading' ? 'task-title shimmer' : 'task-title'}>
        ${title(one, view)}
      </div>
      ${details(one, view, open)}
    </div>
  </div>`
}

const ICONS = {
  web_search: 'search',
  thought: 'lightbulb',
  file: 'document',
  image: 'square-image',
}

function mark(one: Task, status: string): unknown {
  if (status === 'loading') return html`<span class="spinner" aria-hidden="true"></span>`
  if (status === 'complete' && one.type !== 'custom') return icon('check')
  if (one.type === 'custom') return icon(one.icon ?? (status === 'complete' ? 'check' : 'dot'))
  return icon(lookup(ICONS, one.type) ?? 'dot')
}

function title(one: Task, { t }: View): string {
  if (one.title) return one.title
  if (one.type === 'web_search')
    return one.title_query ? t('searchedFor', { query: one.title_query }) : t('searching')
  if (one.type === 'file') return t('files')
  if (one.type === 'image') return t('image')
  return one.type === 'thought' ? t('thought') : ''
}

function details(one: Task, view: View, open: boolean): unknown {
  if (one.type === 'custom') return one.content ? prose(one.content, view, open) : nothing
  if (one.type === 'thought') return prose(one.content, view, open)
  if (one.type === 'file')
    return chips(
      (one.sources ?? []).map(
        (source) => html`<span class="chip">${icon('document')}${source.filename}</span>`,
      ),
    )
  if (one.type !== 'web_search') return nothing
  return html`${chips((one.queries ?? []).map((query) => html`<span class="chip">${icon('search')}${query}</span>`))}
  ${chips((one.sources ?? []).map(urlChip))}`
}

function prose(text: string, view: View, open: boolean): TemplateResult {
  return html`<div class="prose quiet">${markdown(text, !open, contextOf(view))}</div>`
}

function chips(list: readonly unknown[]): unknown {
  return list.length === 0 ? nothing : html`<div class="chips">${list}</div>`
}

export function urlChip(source: UrlSource): TemplateResult {
  const target = safeLink(source.url)
  const text = source.title || hostOf(source.url)
  if (target === null) return html`<span class="chip">${text}</span>`
  return html`<a class="chip" href=${target.href} target="_blank" rel="noopener noreferrer"
    >${icon('globe')}${text}</a
  >`
}
