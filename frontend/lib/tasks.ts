import { api } from './api'

export type Due = { date: string } | { local: string; tz: string }
export type Status = 'open' | 'in_progress' | 'waiting' | 'done' | 'cancelled'
export type Priority = 'urgent' | 'high' | 'medium' | 'low' | 'none'

export type TaskView = {
  id: string
  number: number
  title: string
  notes: string
  status: Status
  priority: Priority
  due: Due | null
  /** The due moment in words, in the person's own zone; empty for none. */
  due_words: string
  overdue: boolean
  version: number
  created_at: string
  updated_at: string
  completed_at: string | null
}

export type TaskPage = { tasks: TaskView[]; has_more: boolean; after: string | null }

export type Section = 'overdue' | 'open' | 'done'

/** How each section of the page is asked for; to the server every unfinished task is open. */
const QUERIES: Record<Section, Record<string, string>> = {
  overdue: { due: 'overdue' },
  open: { status: 'open' },
  done: { status: 'done' },
}

const PAGE = 20
const PAGE_MAX = 100
/** So many pages may hold nothing for their section before the person has to ask for more. */
const EMPTY_PAGES = 5

type Wanted = {
  after?: string | null
  /** How many are on the page: a refresh asks for as many again, within one page. */
  already?: number
}

/** A page of one section. Overdue tasks are open as well, but they are shown once. */
export async function listTasks(
  section: Section,
  { after = null, already = 0 }: Wanted = {},
): Promise<TaskPage> {
  const limit = Math.min(Math.max(PAGE, already), PAGE_MAX)
  let cursor = after
  for (let page = 1; ; page += 1) {
    const found = await askPage(section, cursor, limit)
    const tasks = found.tasks.filter((task) => sectionOf(task) === section)
    if (tasks.length > 0 || !found.has_more || page === EMPTY_PAGES) return { ...found, tasks }
    cursor = found.after
  }
}

function askPage(section: Section, after: string | null, limit: number): Promise<TaskPage> {
  const query = new URLSearchParams({ ...QUERIES[section], limit: String(limit) })
  if (after !== null) query.set('after', after)
  return api<TaskPage>(`/api/tasks?${query}`)
}

/** Where a task is shown; null for one that is not. */
export function sectionOf({ status, overdue }: TaskView): Section | null {
  if (status === 'cancelled') return null
  if (status === 'done') return 'done'
  return overdue ? 'overdue' : 'open'
}

/** Soonest due first, undated last: the order the server lists open tasks in. */
export function byDue(left: TaskView, right: TaskView): number {
  return dueKey(left).localeCompare(dueKey(right))
}

function dueKey({ due }: TaskView): string {
  if (due === null) return '9999'
  return 'date' in due ? due.date : due.local
}

export type NewTask = { title: string; due: Due | null }

/** @param key - The same key twice makes one task, so a lost answer can be asked for again. */
export function addTask(task: NewTask, key: string): Promise<TaskView> {
  return api<TaskView>('/api/tasks', {
    method: 'POST',
    json: task.due === null ? { title: task.title } : task,
    headers: { 'Idempotency-Key': key },
  })
}

export function completeTask(id: string): Promise<TaskView> {
  return api<TaskView>(`/api/tasks/${id}/complete`, { method: 'POST' })
}

export function reopenTask(id: string): Promise<TaskView> {
  return api<TaskView>(`/api/tasks/${id}/reopen`, { method: 'POST' })
}

/** A day alone floats; with a time of day it is a moment on the wall clock of a zone. */
export function dueOf(date: string, time: string, zone: string): Due | null {
  if (date === '') return null
  return time === '' ? { date } : { local: `${date}T${time}`, tz: zone }
}
