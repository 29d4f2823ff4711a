import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Thread } from '../events'
import { icon } from './dom'
import type { MessageKey } from '../locales'
import type { View } from './view'

const DAY_MS = 86_400_000

export function historyPanel(view: View): TemplateResult {
  const { t, history } = view
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (history.editing === null) view.do.toggleHistory()
    else view.do.editThread(null)
  }
  return html`<nav class="history" part="history" aria-label=${t('history')} @keydown=${onKey}>
    <div class="column">${history.searchable ? searchField(view) : nothing} ${content(view)}</div>
  </nav>`
}

function searchField(view: View): TemplateResult {
  return html`<label class="search">
    ${icon('search')}
    <input
      type="search"
      class="bare"
      data-focus="history-search"
      aria-label=${view.t('searchHistory')}
      placeholder=${view.t('searchHistory')}
      .value=${view.history.query}
      @input=${(event: Event) => view.do.searchHistory((event.target as HTMLInputElement).value)}
    />
  </label>`
}

function content(view: View): TemplateResult {
  const { t, history } = view
  if (history.status === 'failed')
    return html`<div class="empty" role="alert">
      <p>${t('historyFailed')}</p>
      <button class="button" type="button" @click=${view.do.reloadHistory}>${t('tryAgain')}</button>
    </div>`
  if (history.threads.length === 0 && history.status === 'loading')
    return html`<div class="skeletons" aria-label=${t('loading')} role="img">
      <i></i><i></i><i></i><i></i>
    </div>`
  if (history.threads.length === 0) return empty(view)
  return html`${groups(history.threads).map(
    ([key, threads]) =>
      html`<h3 class="group">${t(key)}</h3>
        <ul class="rows">
          ${repeat(
            threads,
            (thread) => thread.id,
            (thread) => html`<li>${row(thread, view)}</li>`,
          )}
        </ul>`,
  )}
  ${
    history.hasMore
      ? html`<button
          class="text-button"
          type="button"
          ?disabled=${history.status === 'loading'}
          @click=${view.do.moreHistory}
        >
          ${history.status === 'loading' ? t('loading') : t('loadMore')}
        </button>`
      : nothing
  }`
}

function empty({ t, history }: View): TemplateResult {
  if (history.query.trim() !== '')
    return html`<div class="empty"><p>${t('noMatches', { query: history.query.trim() })}</p></div>`
  return html`<div class="empty">
    ${icon('history')}
    <p>${t('noThreads')}</p>
    <small>${t('noThreadsHint')}</small>
  </div>`
}

function row(thread: Thread, view: View): TemplateResult {
  const { editing } = view.history
  if (editing?.id === thread.id)
    return editing.mode === 'rename' ? renameRow(thread, view) : deleteRow(thread, view)
  const { t } = view
  const title = thread.title || t('untitled')
  const current = thread.id === view.thread.threadId
  const { showRename, showDelete } = view.options.history ?? {}
  return html`<div class=${current ? 'row current' : 'row'}>
    <button
      class="row-open"
      type="button"
      aria-current=${current ? 'true' : 'false'}
      @click=${() => view.do.openThread(thread.id)}
    >
      <span dir="auto">${title}</span>
      ${lockedMark(thread, view)}
    </button>
    ${showRename ? rowButton('write', t('rename', { title }), () => view.do.editThread({ id: thread.id, mode: 'rename' })) : nothing}
    ${showDelete ? rowButton('trash', t('remove', { title }), () => view.do.editThread({ id: thread.id, mode: 'delete' })) : nothing}
  </div>`
}

function lockedMark({ status }: Thread, { t }: View): TemplateResult | typeof nothing {
  if (status === undefined || status.type === 'active') return nothing
  const words = t(status.type === 'locked' ? 'locked' : 'closed')
  return html`<span class="locked-mark" role="img" aria-label=${words} title=${words}
    >${icon('lock')}</span
  >`
}

function rowButton(name: string, label: string, onClick: () => void): TemplateResult {
  return html`<button class="icon-button small" type="button" aria-label=${label} @click=${onClick}>
    ${icon(name)}
  </button>`
}

function renameRow(thread: Thread, view: View): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault()
    view.do.renameThread(
      thread.id,
      String(new FormData(event.currentTarget as HTMLFormElement).get('title') ?? ''),
    )
  }
  return html`<form class="row editing" @submit=${submit}>
    <input
      class="field"
      name="title"
      data-focus="history-edit"
      maxlength="200"
      aria-label=${view.t('renameField')}
      .value=${thread.title ?? ''}
    />
    <button class="button" type="submit">${view.t('save')}</button>
    <button class="text-button" type="button" @click=${() => view.do.editThread(null)}>
      ${view.t('cancel')}
    </button>
  </form>`
}

function deleteRow(thread: Thread, view: View): TemplateResult {
  return html`<div class="row editing" role="alertdialog" aria-label=${view.t('removeQuestion')}>
    <span>${view.t('removeQuestion')}</span>
    <button
      class="button danger"
      type="button"
      data-focus="history-edit"
      @click=${() => view.do.removeThread(thread.id)}
    >
      ${view.t('removeYes')}
    </button>
    <button class="text-button" type="button" @click=${() => view.do.editThread(null)}>
      ${view.t('cancel')}
    </button>
  </div>`
}

/** An instant without a zone is UTC: browsers would read it as local time. */
function instant(text: string): number {
  return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
}

function groups(threads: readonly Thread[]): [MessageKey, Thread[]][] {
  const midnight = new Date().setHours(0, 0, 0, 0)
  const keyOf = (thread: Thread): MessageKey => {
    const at = instant(thread.created_at)
    if (at >= midnight) return 'today'
    if (at >= midnight - DAY_MS) return 'yesterday'
    return at >= midnight - 7 * DAY_MS ? 'thisWeek' : 'earlier'
  }
  return [...Map.groupBy(threads, keyOf)]
}
