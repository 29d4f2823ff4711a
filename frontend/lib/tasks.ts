import { api } from './api'

export type Due = { date: string } | { local: string; tz: string }
export type Status = 'open' | 'in_progress' | 'waiting' | 'done' | 'cancelled'
export type Priority = 'urgent' | 'high' | 'medium' | 'low' | 'none'
export type Anchor = 'schedule' | 'schedule_catch_up' | 'completion'
export type Named = { id: string; name: string }
export type Link = { url: string; title: string | null }

export type Recurrence = { rrule: string; anchor: Anchor; words: string }
/** So long before the task is due, or at a moment on a wall clock. */
export type Reminder = {
  id: string
  minutes_before: number | null
  local: string | null
  tz: string | null
}

export type TaskView = {
  id: string
  number: number
  title: string
  /** Markdown. */
  notes: string
  status: Status
  priority: Priority
  due: Due | null
  /** The due moment in words, in the person's own zone; empty for none. */
  due_words: string
  overdue: boolean
  deadline: string | null
  defer_until: string | null
  recurrence: Recurrence | null
  recurrence_words: string
  reminders: Reminder[]
  labels: string[]
  /** Null: the inbox. */
  project: Named | null
  section: Named | null
  parent_id: string | null
  subtasks: { open: number; done: number }
  /** Sorts as text among its project, section and parent. */
  position: string
  estimate_minutes: number | null
  links: Link[]
  series_id: string | null
  version: number
  created_at: string
  updated_at: string
  completed_at: string | null
  cancelled_at: string | null
  deleted_at: string | null
}

export type TaskPage = { tasks: TaskView[]; has_more: boolean; after: string | null }

export type HistoryEntry = {
  id: string
  at: string
  via: string
  verb: string
  fields: string[]
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  undoes: string | null
  undone: boolean
}

export type TaskDetails = {
  task: TaskView
  subtasks: TaskView[] | null
  history: HistoryEntry[] | null
}

export type SectionView = Named & { open: number; archived_at?: string | null }
export type ProjectView = Named & {
  open: number
  version: number
  archived_at: string | null
  sections: SectionView[]
}
export type ProjectList = { projects: ProjectView[]; inbox_open: number; after: string | null }
export type LabelView = Named & { open: number }
export type LabelList = { labels: LabelView[]; after: string | null }

export type Counts = { open: number; overdue: number; today: number; upcoming: number }

const PAGE = 50

/** @param query - What the view asks for; see `queryOf`. */
export function listTasks(
  query: Record<string, string>,
  after: string | null,
  signal?: AbortSignal,
): Promise<TaskPage> {
  return api<TaskPage>(`/api/tasks?${paged(query, after)}`, { signal })
}

export function listTrash(after: string | null, signal?: AbortSignal): Promise<TaskPage> {
  return api<TaskPage>(`/api/tasks/trash?${paged({}, after)}`, { signal })
}

export function readTask(id: string, signal?: AbortSignal): Promise<TaskDetails> {
  return api<TaskDetails>(`/api/tasks/${id}/details`, { signal })
}

export async function readCounts(signal?: AbortSignal): Promise<Counts> {
  const { counts } = await api<{ counts: Counts }>('/api/tasks/overview', { signal })
  return counts
}

export async function listProjects(signal?: AbortSignal): Promise<ProjectList> {
  const pages = await everyPage<ProjectList>('/api/projects', signal)
  return { ...pages[0], projects: pages.flatMap((page) => page.projects) } as ProjectList
}

export async function listLabels(signal?: AbortSignal): Promise<LabelView[]> {
  const pages = await everyPage<LabelList>('/api/labels', signal)
  return pages.flatMap((page) => page.labels)
}

/** So many pages of a hundred: beyond them a list in the margin helps nobody. */
const MOST_PAGES = 5

async function everyPage<P extends { after: string | null }>(
  path: string,
  signal?: AbortSignal,
): Promise<P[]> {
  const pages: P[] = []
  let after: string | null = null
  do {
    const query: string = after === null ? 'limit=100' : String(paged({ limit: '100' }, after))
    const page: P = await api<P>(`${path}?${query}`, { signal })
    pages.push(page)
    after = page.after
  } while (after !== null && pages.length < MOST_PAGES)
  return pages
}

function paged(query: Record<string, string>, after: string | null): URLSearchParams {
  return new URLSearchParams({
    limit: String(PAGE),
    ...query,
    ...(after === null ? {} : { after }),
  })
}

export function isFinished({ status }: Pick<TaskView, 'status'>): boolean {
  return status === 'done' || status === 'cancelled'
}
