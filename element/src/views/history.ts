import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Thread } from '../events'
import { groupsOf } from './days'
import { icon } from './dom'
import { heading } from './heading'
import { patient, problemText } from './problem'
import { rowByKey, rowFocus } from './row-focus'
import { whenSeen } from './seen'
import type { View } from './view'

export function historyPanel(view: View): TemplateResult {
  const { t, history } = view
  return html`<nav
    class="history"
    part="history"
    aria-label=${t('history')}
    aria-busy=${history.status === 'loading'}
    @keydown=${(event: KeyboardEvent) => onKey(event, view)}
  >
    <div class="column">${history.searchable ? searchField(view) : nothing} ${content(view)}</div>
  </nav>`
}

function onKey(event: KeyboardEvent, view: View): void {
  const { editing } = view.history
  if (event.key === 'Escape') {
    event.stopPropagation()
    return editing === null ? view.do.toggleHistory() : view.do.editThread(null)
  }
  const target = event.target as HTMLElement
  if (editing !== null && target.closest('.editing') !== null) return
  const row = rowByKey(event.currentTarget as HTMLElement, target, event.key)
  if (row === null) return onRowKey(event, target, view)
  event.preventDefault()
  row.focus()
}

function onRowKey(event: KeyboardEvent, target: HTMLElement, view: View): void {
  const { thread: id } = target.dataset
  const { showRename, showDelete } = view.options.history ?? {}
  if (id === undefined) return
  const mode =
    event.key === 'F2' && showRename
      ? 'rename'
      : event.key === 'Delete' && showDelete
        ? 'delete'
        : null
  if (mode === null) return
  event.preventDefault()
  view.do.editThread({ id, mode })
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
      autocomplete="off"
      .value=${view.history.query}
      @input=${(event: Event) => view.do.searchHistory((event.target as HTMLInputElement).value)}
    />
  </label>`
}

function content(view: View): TemplateResult {
  const { t, history } = view
  const none = history.threads.length === 0
  if (none && history.status === 'failed') return failed(view)
  if (none && history.status === 'loading')
    return html`<div class="skeletons" aria-label=${t('loading')} role="img">
      <i></i><i></i><i></i><i></i>
    </div>`
  if (none) return empty(view)
  const broken = history.status === 'failed'
  return html`${broken && history.stale ? failed(view) : nothing}
  ${repeat(
    groupsOf(history.threads, view),
    ({ words }) => words,
    ({ words, threads }) =>
      html`${heading(view.headingLevel + 1, 'group', words)}
        <ul class="rows">
          ${repeat(
            threads,
            (thread) => thread.id,
            (thread) => item(thread, view),
          )}
        </ul>`,
  )}
  ${broken ? (history.stale ? nothing : failed(view)) : history.hasMore ? more(view) : nothing}`
}

function item(thread: Thread, view: View): TemplateResult {
  const editing = view.history.editing?.id === thread.id
  return html`<li ${rowFocus(editing)}>${row(thread, view)}</li>`
}

/** Comes by itself as one scrolls; a button for those who do not. */
function more({ t, history, do: act }: View): TemplateResult {
  const loading = history.status === 'loading'
  return html`<button
    class="text-button older"
    type="button"
    aria-disabled=${loading}
    ${whenSeen(act.moreHistory, history.threads.length)}
    @click=${act.moreHistory}
  >
    ${loading ? t('loading') : t('loadMore')}
  </button>`
}

/** What is there stays; what is missing can be asked for again. */
function failed(view: View): TemplateResult {
  const { t, history, do: act } = view
  const { trouble, threads } = history
  return html`<div class=${threads.length > 0 ? 'empty small' : 'empty'}>
    <div role="alert">
      <p>${t('historyFailed')}</p>
      ${trouble === null ? nothing : html`<p>${problemText(trouble, view, 'errorTitle')}</p>`}
    </div>
    ${patient(
      trouble?.retryAt ?? null,
      t('tryAgain'),
      view,
      (words, waits) =>
        html`<button class="button" type="button" ?disabled=${waits} @click=${act.reloadHistory}>
          ${words}
        </button>`,
    )}
  </div>`
}

function empty({ t, history }: View): TemplateResult {
  const query = history.query.trim()
  if (query !== '')
    return html`<div class="empty" role="status">
      ${icon('search')}
      <p>${t('noMatches', { query })}</p>
    </div>`
  return html`<div class="empty" role="status">
    ${icon('history')}
    <p>${t('noThreads')}</p>
    <small>${t('noThreadsHint')}</small>
  </div>`
}

function row(thread: Thread, view: View): TemplateResult {
  const { editing, failed: wrong } = view.history
  if (editing?.id === thread.id)
    return editing.mode === 'rename' ? renameRow(thread, view) : deleteRow(thread, view)
  const { t } = view
  const title = thread.title || t('untitled')
  const current = thread.id === view.thread.threadId
  const { showRename, showDelete } = view.options.history ?? {}
  const edit = (mode: 'rename' | 'delete') => () => view.do.editThread({ id: thread.id, mode })
  return html`<div class=${current ? 'row current' : 'row'} part="history-row">
      <button
        class="row-open"
        type="button"
        data-thread=${thread.id}
        aria-current=${current ? 'true' : 'false'}
        @click=${() => view.do.openThread(thread.id)}
      >
        <span dir="auto" ?data-untitled=${!thread.title}>${title}</span>
        ${statusMark(thread, view)}
      </button>
      ${showRename ? rowButton('write', t('rename', { title }), edit('rename')) : nothing}
      ${showDelete ? rowButton('trash', t('remove', { title }), edit('delete')) : nothing}
    </div>
    ${
      wrong === thread.id
        ? html`<p class="row-problem" role="alert">${t('actionFailed')}</p>`
        : nothing
    }`
}

function statusMark({ status }: Thread, { t }: View): TemplateResult | typeof nothing {
  if (status === undefined || status.type === 'active') return nothing
  const locked = status.type === 'locked'
  const words = t(locked ? 'locked' : 'closed')
  return html`<span class="locked-mark" role="img" aria-label=${words} title=${words}
    >${icon(locked ? 'lock' : 'check-circle')}</span
  >`
}

function rowButton(name: string, label: string, onClick: () => void): TemplateResult {
  return html`<button
    class="icon-button small"
    type="button"
    aria-label=${label}
    title=${label}
    @click=${onClick}
  >
    ${icon(name)}
  </button>`
}

function renameRow(thread: Thread, view: View): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault()
    const title = new FormData(event.currentTarget as HTMLFormElement).get('title')
    view.do.renameThread(thread.id, String(title ?? ''))
  }
  return html`<form class="row editing" @submit=${submit}>
    <input
      class="field"
      name="title"
      data-focus="history-edit"
      maxlength="200"
      autocomplete="off"
      dir="auto"
      aria-label=${view.t('renameField')}
      .value=${thread.title ?? ''}
      @focus=${(event: Event) => (event.currentTarget as HTMLInputElement).select()}
    />
    <button class="button primary" type="submit">${view.t('save')}</button>
    <button class="text-button" type="button" @click=${() => view.do.editThread(null)}>
      ${view.t('cancel')}
    </button>
  </form>`
}

function deleteRow(thread: Thread, view: View): TemplateResult {
  const words = view.t('removeQuestion')
  return html`<div class="row editing" role="alertdialog" aria-label=${words}>
    <span>${words}</span>
    <button class="button danger" type="button" @click=${() => view.do.removeThread(thread.id)}>
      ${view.t('removeYes')}
    </button>
    <button
      class="text-button"
      type="button"
      data-focus="history-edit"
      @click=${() => view.do.editThread(null)}
    >
      ${view.t('cancel')}
    </button>
  </div>`
}
