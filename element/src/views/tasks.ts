/** Workflows and single tasks: what the assistant did on the way to its answer. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Task, UrlSource, Workflow } from '../events'
import { lookup } from '../lookup'
import { contextOf } from './context'
import { icon } from './dom'
import { duration } from './duration'
import { hostOf, safeLink } from './links'
import { markdown } from './markdown'
import type { View } from './view'

export function workflow(work: Workflow, open: boolean, view: View): TemplateResult {
  const running = open && work.summary == null
  const tasks = work.tasks ?? []
  const sign = work.summary != null && 'title' in work.summary ? work.summary.icon : null
  return html`<details class="workflow" part="workflow" ?open=${work.expanded === true}>
    <summary>
      ${sign == null ? nothing : icon(sign)}
      <span class=${running ? 'shimmer' : ''} dir="auto">${summaryText(work, running, view)}</span>
      <span class="chevron">${icon('chevron-right')}</span>
    </summary>
    <ol class="tasks">
      ${tasks.map((one, at) => html`<li>${task(one, view, open && at === tasks.length - 1)}</li>`)}
    </ol>
  </details>`
}

function summaryText(work: Workflow, running: boolean, view: View): string {
  const { summary, type, tasks = [] } = work
  const { t } = view
  if (summary != null && 'title' in summary) return summary.title
  if (summary != null) return t('thoughtFor', { duration: duration(summary.duration, view.locale) })
  const last = tasks.at(-1)
  const current = last === undefined ? '' : title(last, view)
  if (running) return current || t(type === 'reasoning' ? 'thinking' : 'working')
  if (type === 'reasoning') return t('thought')
  return (tasks.length === 1 && current) || t('workDone')
}

/** @param open - It is being worked on, and more may come. */
export function task(one: Task, view: View, open = false): TemplateResult {
  const status = one.status_indicator ?? 'none'
  const words = title(one, view)
  return html`<div class="task ${status}">
    <span class="task-mark">${mark(one, status)}</span>
    <div class="task-body">
      ${
        words === ''
          ? nothing
          : html`<div class=${status === 'loading' ? 'task-title shimmer' : 'task-title'} dir="auto">
              ${words}
            </div>`
      }
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
  if (one.type === 'custom') return icon(one.icon ?? (status === 'complete' ? 'check' : 'dot'))
  if (status === 'complete' && one.type !== 'thought') return icon('check')
  return icon(lookup(ICONS, one.type) ?? 'dot')
}

function title(one: Task, { t }: View): string {
  if (one.title) return one.title
  if (one.type === 'web_search')
    return one.title_query ? t('searchedFor', { query: one.title_query }) : t('searching')
  if (one.type === 'file') return t('files')
  return one.type === 'image' ? t('image') : ''
}

function details(one: Task, view: View, open: boolean): unknown {
  if (one.type === 'custom') return one.content ? prose(one.content, view, open) : nothing
  if (one.type === 'thought') return prose(one.content, view, open)
  if (one.type === 'file')
    return chips(
      (one.sources ?? []).map(
        (source) =>
          html`<span class="chip" title=${source.title}
            >${icon('document')}<span>${source.filename || source.title}</span></span
          >`,
      ),
    )
  if (one.type !== 'web_search') return nothing
  const queries = (one.queries ?? []).map(
    (query) => html`<span class="chip">${icon('search')}<span>${query}</span></span>`,
  )
  return html`${chips(queries)} ${chips((one.sources ?? []).map(urlChip))}`
}

function prose(text: string, view: View, open: boolean): TemplateResult {
  return html`<div class="prose quiet" dir="auto">${markdown(text, !open, contextOf(view))}</div>`
}

function chips(list: readonly unknown[]): unknown {
  return list.length === 0 ? nothing : html`<div class="chips">${list}</div>`
}

/** The site's own picture would mean calling it; a globe stands for all of them. */
function urlChip(source: UrlSource): TemplateResult {
  const target = safeLink(source.url)
  const text = source.attribution ?? (source.title || hostOf(source.url))
  const content = html`${icon('globe')}<span>${text}</span>`
  if (target === null) return html`<span class="chip">${content}</span>`
  return html`<a
    class="chip"
    href=${target.href}
    title=${source.title}
    target="_blank"
    rel="noopener noreferrer"
    >${content}</a
  >`
}
