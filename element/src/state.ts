/** What a thread looks like now: the events so far, folded. Everything here is pure. */
import type {
  NoticeEvent,
  Thread,
  ThreadEvent,
  ThreadItem,
  ThreadStatus,
  UserMessage,
} from './events'
import { patchItem } from './patch'

export type NoticeEntry = { type: 'notice'; id: string; notice: NoticeEvent }
/** What stands in the list: a stored item, or a notice that lives only as long as the page. */
export type Entry = ThreadItem | NoticeEntry

/** Why something could not be done. */
export type Trouble = {
  /** Null: the built-in sentence of this language. */
  message: string | null
  code: string
  /** Milliseconds of our clock, before which the server wants to hear nothing. */
  retryAt: number | null
}

export type Problem = Trouble & {
  /** What the button does: ask for another answer, send the message again, repeat whatever else was asked, follow on, take the message back to the composer, or to a new thread. */
  retry: 'answer' | 'send' | 'repeat' | 'resume' | 'edit' | 'startOver' | null
  /** What the button asked for is being looked for. */
  busy?: boolean
}

export type ThreadState = {
  threadId: string | null
  title: string | null
  status: ThreadStatus
  allowedImageDomains: readonly string[] | null
  entries: readonly Entry[]
  /** Items that were added and not yet finished. */
  pending: ReadonlySet<string>
  /** Finished items that a replay names again; their older states are not shown twice. */
  replayed: ReadonlySet<string>
  /** The bubble that waits for the server's own copy of it. */
  optimisticId: string | null
  progress: { icon: string | null; text: string } | null
  problem: Problem | null
  allowCancel: boolean
  hasOlder: boolean
}

export const emptyThread: ThreadState = {
  threadId: null,
  title: null,
  status: { type: 'active' },
  allowedImageDomains: null,
  entries: [],
  pending: new Set(),
  replayed: new Set(),
  optimisticId: null,
  progress: null,
  problem: null,
  allowCancel: false,
  hasOlder: false,
}

/** Applies one event. An event or item it does not know changes nothing. */
export function reduce(state: ThreadState, event: ThreadEvent): ThreadState {
  switch (event.type) {
    case 'thread.created':
    case 'thread.updated':
      return withThread(state, event.thread)
    case 'thread.item.added':
      return added(state, event.item)
    case 'thread.item.updated':
      return updated(state, event.item_id, event.update)
    case 'thread.item.done':
    case 'thread.item.replaced':
      return settled(state, event.item)
    case 'thread.item.removed':
      return removed(state, event.item_id)
    case 'stream_options':
      return { ...state, allowCancel: event.stream_options.allow_cancel }
    case 'progress_update':
      return { ...state, progress: { icon: event.icon ?? null, text: event.text } }
    case 'error':
      return { ...state, progress: null, problem: problemOf(event) }
    case 'notice':
      return withNotice(state, event)
    default:
      return state
  }
}

export function withThread(state: ThreadState, thread: Thread): ThreadState {
  return {
    ...state,
    threadId: thread.id,
    title: thread.title ?? null,
    status: thread.status ?? { type: 'active' },
    allowedImageDomains: thread.allowed_image_domains ?? null,
  }
}

export function isHidden(item: ThreadItem): boolean {
  return item.type === 'hidden_context_item' || item.type === 'sdk_hidden_context'
}

function problemOf(event: Extract<ThreadEvent, { type: 'error' }>): Problem {
  return {
    code: event.code ?? 'custom',
    message: event.message ?? null,
    retry: event.allow_retry ? 'answer' : null,
    retryAt: null,
  }
}

function withNotice(state: ThreadState, notice: NoticeEvent): ThreadState {
  const count = state.entries.filter((entry) => entry.type === 'notice').length
  const last = state.entries.at(-1)?.id ?? 'start'
  const id = `notice-${count}-after-${last}`
  return { ...state, entries: [...state.entries, { type: 'notice', id, notice }] }
}

function added(state: ThreadState, item: ThreadItem): ThreadState {
  if (isHidden(item)) return state
  const finished = has(state, item.id) && !state.pending.has(item.id)
  if (finished) return { ...state, replayed: plus(state.replayed, item.id) }
  return { ...upsert(clearProgress(state, item), item), pending: plus(state.pending, item.id) }
}

function updated(
  state: ThreadState,
  id: string,
  update: Extract<ThreadEvent, { type: 'thread.item.updated' }>['update'],
): ThreadState {
  if (state.replayed.has(id)) return state
  return changeItem(state, id, (item) => patchItem(item, update))
}

function settled(state: ThreadState, item: ThreadItem): ThreadState {
  if (isHidden(item)) return removed(state, item.id)
  const settledState = {
    ...clearProgress(state, item),
    pending: minus(state.pending, item.id),
    replayed: minus(state.replayed, item.id),
  }
  const waiting =
    item.type === 'user_message' && state.optimisticId !== null && !has(state, item.id)
  return waiting ? confirmSent(settledState, item) : upsert(settledState, item)
}

/** Gives the optimistic bubble its stored id, in place. */
function confirmSent(state: ThreadState, item: UserMessage): ThreadState {
  const entries = state.entries.map((entry) => (entry.id === state.optimisticId ? item : entry))
  return { ...state, entries, optimisticId: null }
}

function clearProgress(state: ThreadState, item: ThreadItem): ThreadState {
  const speaks = item.type === 'assistant_message' || item.type === 'widget'
  return speaks && state.progress !== null ? { ...state, progress: null } : state
}

function upsert(state: ThreadState, item: ThreadItem): ThreadState {
  const at = state.entries.findIndex((entry) => entry.id === item.id)
  if (at < 0) return { ...state, entries: [...state.entries, item] }
  const entries = [...state.entries]
  entries[at] = item
  return { ...state, entries }
}

function removed(state: ThreadState, id: string): ThreadState {
  if (!has(state, id)) return state
  return {
    ...state,
    entries: state.entries.filter((entry) => entry.id !== id),
    pending: minus(state.pending, id),
    replayed: minus(state.replayed, id),
  }
}

export function changeItem(
  state: ThreadState,
  id: string,
  change: (item: ThreadItem) => ThreadItem,
): ThreadState {
  const at = state.entries.findLastIndex((entry) => entry.id === id)
  const entry = state.entries[at]
  if (entry === undefined || entry.type === 'notice') return state
  const next = change(entry)
  if (next === entry) return state
  const entries = [...state.entries]
  entries[at] = next
  return { ...state, entries }
}

/** Shows a message before the server has said that it has it. */
export function withOptimistic(state: ThreadState, item: UserMessage): ThreadState {
  const entries = [...withoutOptimistic(state).entries, item]
  return { ...state, entries, optimisticId: item.id, problem: null, progress: null }
}

/** Takes back a message that was never accepted. */
export function withoutOptimistic(state: ThreadState): ThreadState {
  if (state.optimisticId === null) return state
  const entries = state.entries.filter((entry) => entry.id !== state.optimisticId)
  return { ...state, entries, optimisticId: null }
}

/** Puts a page of older items in front; what is already there stays as it is. */
export function prepend(state: ThreadState, older: readonly ThreadItem[]): ThreadState {
  const fresh = older.filter((item) => !isHidden(item) && !has(state, item.id))
  return fresh.length === 0 ? state : { ...state, entries: [...fresh, ...state.entries] }
}

/** Lays the newest page from the server over what is shown: updates, additions and removals within it. */
export function mergeNewest(
  state: ThreadState,
  newest: readonly ThreadItem[],
  whole: boolean,
): ThreadState {
  const visible = newest.filter((item) => !isHidden(item))
  const ids = new Set(visible.map((item) => item.id))
  const from = whole ? 0 : state.entries.findIndex((entry) => ids.has(entry.id))
  const kept = from < 0 ? [] : state.entries.slice(0, from)
  const notices = state.entries.slice(Math.max(from, 0)).filter((entry) => entry.type === 'notice')
  return {
    ...state,
    entries: [...kept, ...visible, ...notices],
    pending: new Set(),
    replayed: new Set(),
  }
}

/** Drops everything after an item, as a retry does. */
export function truncateAfter(state: ThreadState, id: string): ThreadState {
  const at = state.entries.findIndex((entry) => entry.id === id)
  if (at < 0) return state
  return {
    ...state,
    entries: state.entries.slice(0, at + 1),
    pending: new Set(),
    problem: null,
    progress: null,
  }
}

/** The message that the turn holding this item answers. */
export function questionBefore(state: ThreadState, id: string | null): UserMessage | null {
  const end =
    id === null ? state.entries.length : state.entries.findIndex((entry) => entry.id === id) + 1
  const question = state.entries.slice(0, end).findLast((entry) => entry.type === 'user_message')
  return question?.type === 'user_message' && question.id !== state.optimisticId ? question : null
}

/** A stream is over: nothing is pending any more. */
export function afterStream(state: ThreadState): ThreadState {
  return { ...state, progress: null, pending: new Set(), replayed: new Set(), allowCancel: false }
}

function has(state: ThreadState, id: string): boolean {
  return state.entries.some((entry) => entry.id === id)
}

function plus(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? set : new Set([...set, id])
}

function minus(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((other) => other !== id)) : set
}
