import { api } from './api'
import { HttpProblem } from './http'
import type { Anchor, Due, Link, Named, Priority, Status, TaskView } from './tasks'

export type NewReminder = { minutes_before: number } | { local: string; tz: string }

/** Fields with new values; a field is emptied by naming it in `clear` instead. */
export type Fields = {
  title: string
  notes: string
  due: Due
  deadline: string
  defer_until: string
  priority: Priority
  recurrence: { rrule: string; anchor: Anchor }
  reminders: NewReminder[]
  parent: string
  estimate_minutes: number
  links: { url: string; title?: string }[]
}

export type Clearable =
  | 'notes'
  | 'due'
  | 'deadline'
  | 'defer_until'
  | 'priority'
  | 'recurrence'
  | 'reminders'
  | 'labels'
  | 'parent'
  | 'estimate'
  | 'links'

export type Change = {
  set?: Partial<Fields>
  clear?: Clearable[]
  labels?: { add?: string[]; remove?: string[]; replace?: string[] }
  /** Needed for the date of a task that comes back. */
  scope?: 'this' | 'series'
}

/** Where tasks go; beside another task, or into a project and section. */
export type Place = {
  project?: string
  section?: string
  parent?: string
  detach?: boolean
  position?: 'first' | 'last'
  after?: string
  before?: string
}

export type NewTask = Partial<Fields> & {
  title: string
  labels?: string[]
  project?: string
  section?: string
  parent_ref?: string
}

/** What every write answers; `call_id` is what undo takes. */
export type Written = { call_id: string | null; remarks: string[] }
export type Added = Written & { tasks: TaskView[] }
export type Changed = Written & { tasks: { before: TaskView; after: TaskView }[] }
export type StatusSet = Written & { changed: TaskView[]; next_occurrences: TaskView[] }
export type Deleted = Written & { trashed: TaskView[] }
export type Emptied = Written & { deleted: number; has_more: boolean }
export type Undone = Written & { undone: { words: string; after: TaskView | null }[] }

/** Says one thing to be done to tasks. The same key twice does it once, so asking again is safe. */
function bulk<T>(asked: Record<string, unknown>, key: string): Promise<T> {
  return write<T>('/api/tasks/bulk', asked, key)
}

function write<T>(path: string, json: unknown, key: string): Promise<T> {
  return api<T>(path, { method: 'POST', json, headers: { 'Idempotency-Key': key } })
}

export function addTasks(tasks: NewTask[], key: string): Promise<Added> {
  return bulk<Added>({ add: { tasks } }, key)
}

/** @param versions - Only if the task still has this version; left out where any will do. */
export function changeTasks(
  tasks: { id: string; version?: number; change: Change }[],
  key: string,
): Promise<Changed> {
  const items = tasks.map(({ id, version, change }) => ({ id, if_version: version, ...change }))
  return bulk<Changed>({ update: { tasks: items } }, key)
}

export function setStatus(ids: string[], status: Status, key: string): Promise<StatusSet> {
  return bulk<StatusSet>({ set_status: { ids, status } }, key)
}

/** A day keeps the time of day that a task has. */
export function rescheduleTasks(
  items: { id: string; to: Due; keep_time?: boolean; scope?: 'this' | 'series' }[],
  key: string,
): Promise<Changed> {
  return bulk<Changed>({ reschedule: { items } }, key)
}

export function moveTasks(ids: string[], place: Place, key: string): Promise<Changed> {
  return bulk<Changed>({ move: { ids, ...place } }, key)
}

export function deleteTasks(ids: string[], key: string): Promise<Deleted> {
  return bulk<Deleted>({ delete: { ids } }, key)
}

export function restoreTasks(ids: string[], key: string): Promise<Added> {
  return bulk<Added>({ restore: { ids } }, key)
}

/** One task of the trash, with its subtasks there. There is no way back. */
export async function deleteForGood(id: string): Promise<Written> {
  await api<unknown>(`/api/tasks/trash/${id}`, { method: 'DELETE' })
  return { call_id: null, remarks: [] }
}

/**
 * All of the trash, by parts. There is no way back.
 * @param until - What was deleted later than this stays: the person has not seen it there.
 */
export async function emptyTrash(until: string): Promise<Emptied> {
  const query = new URLSearchParams({ until }).toString()
  const part = await api<Emptied>(`/api/tasks/trash?${query}`, { method: 'DELETE' })
  if (!part.has_more) return part
  const rest = await emptyTrash(until)
  return { ...rest, deleted: part.deleted + rest.deleted }
}

/** Takes back all that one call did, or one entry of the history. */
export function undo(what: { call_id: string } | { event_id: string }, key: string) {
  return write<Undone>('/api/tasks/undo', what, key)
}

export function addProject(name: string, key: string): Promise<Named> {
  return write<Named>('/api/projects', { name }, key)
}

export function addSection(project: string, name: string, key: string): Promise<Named> {
  return write<Named>(`/api/projects/${project}/sections`, { name }, key)
}

export type StructureKind = 'projects' | 'sections' | 'labels'

export function renameStructure(kind: StructureKind, id: string, name: string): Promise<Named> {
  return api<Named>(`/api/${kind}/${id}`, { method: 'PATCH', json: { name } })
}

/** Tasks stay: a project's go to the inbox, a section's stay in the project. */
export function deleteStructure(kind: StructureKind, id: string): Promise<Written> {
  return api<Written>(`/api/${kind}/${id}`, { method: 'DELETE' })
}

/** How the task is now, where a change came too late; null for any other problem. */
export function conflictOf(error: unknown): TaskView | null {
  if (!(error instanceof HttpProblem) || error.code !== 'version_conflict') return null
  return (error.more.current as TaskView | undefined) ?? null
}

/** Whether a change that was made elsewhere touched what this change touches, too. */
export function collides(change: Change, base: TaskView, current: TaskView): boolean {
  return touched(change).some(
    (field) => JSON.stringify(base[field]) !== JSON.stringify(current[field]),
  )
}

const CLEARED: Partial<Record<Clearable, keyof TaskView>> = {
  estimate: 'estimate_minutes',
  parent: 'parent_id',
}

function touched({ set = {}, clear = [], labels }: Change): (keyof TaskView)[] {
  const fields = Object.keys(set).map((name) => (name === 'parent' ? 'parent_id' : name))
  const emptied = clear.map((name) => CLEARED[name] ?? name)
  return [...fields, ...emptied, ...(labels ? ['labels'] : [])] as (keyof TaskView)[]
}

/** The task as it will be, for the moment until the server says how it is. */
export function applied(task: TaskView, { set = {}, clear = [], labels }: Change): TaskView {
  const { recurrence, reminders, parent, links, ...plain } = set
  // Rules and reminders are seen once the server has understood them.
  void [recurrence, reminders]
  const next: TaskView = { ...task, ...plain }
  if (parent !== undefined) next.parent_id = parent
  if (links !== undefined) next.links = links.map(asLink)
  if (labels !== undefined) next.labels = relabelled(task.labels, labels)
  for (const field of clear) Object.assign(next, EMPTY[field])
  return next
}

function asLink({ url, title }: { url: string; title?: string }): Link {
  return { url, title: title ?? null }
}

function relabelled(
  had: string[],
  { add = [], remove = [], replace }: NonNullable<Change['labels']>,
) {
  const kept = (replace ?? had).filter((name) => !remove.includes(name))
  return [...new Set([...kept, ...add])]
}

const EMPTY: Record<Clearable, Partial<TaskView>> = {
  notes: { notes: '' },
  due: { due: null, due_words: '', overdue: false },
  deadline: { deadline: null },
  defer_until: { defer_until: null },
  priority: { priority: 'none' },
  recurrence: { recurrence: null, recurrence_words: '' },
  reminders: { reminders: [] },
  labels: { labels: [] },
  parent: { parent_id: null },
  estimate: { estimate_minutes: null },
  links: { links: [] },
}
