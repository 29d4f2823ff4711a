import type { TaskView } from '@/lib/tasks'

import { TestServer, type Received } from './server'

export const ZONE = 'Europe/Berlin'

/** The person's today, on the clock that the page reads. */
export function day(ahead: number): string {
  const now = new Date(Date.now() + ahead * 86_400_000)
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(now)
}

const NOTHING = {
  notes: '',
  status: 'open',
  priority: 'none',
  due: null,
  due_words: '',
  overdue: false,
  deadline: null,
  defer_until: null,
  recurrence: null,
  recurrence_words: '',
  reminders: [],
  labels: [],
  project: null,
  section: null,
  parent_id: null,
  subtasks: { open: 0, done: 0 },
  estimate_minutes: null,
  links: [],
  series_id: null,
  version: 1,
  created_at: '2026-11-20T08:00:00Z',
  updated_at: '2026-11-20T08:00:00Z',
  completed_at: null,
  cancelled_at: null,
  deleted_at: null,
} as const

export function task(number: number, title: string, more: Partial<TaskView> = {}): TaskView {
  return structuredClone({
    ...NOTHING,
    id: `task-${number}`,
    number,
    title,
    position: `a${number}`,
    ...more,
  }) as TaskView
}

type Edit = { id: string; if_version?: number; set?: Partial<TaskView> }
type Bulk = Record<string, { ids?: string[]; tasks?: Edit[] }>

/** A server that keeps tasks as the real one does, as far as the page can tell. */
export class TaskServer extends TestServer {
  tasks: TaskView[] = []

  /** Every request that one bulk call makes, newest last. */
  get bulk(): Bulk[] {
    return this.calls('POST /api/tasks/bulk').map(({ json }) => json as Bulk)
  }

  prepare(tasks: TaskView[]): void {
    this.reset()
    this.tasks = tasks
    this.on('GET /api/auth/token', { json: { token: 'the-jwt' } })
      .on('POST /api/chatkit/session', { json: { client_secret: 'secret' } })
      .on('GET /api/me', {
        json: {
          time_zone: ZONE,
          locale: 'en',
          week_start: 'monday',
          date_order: 'dmy',
          model: null,
        },
      })
      .on('GET /api/tasks/overview', { json: { counts: { ...COUNTS, open: tasks.length } } })
      .on('GET /api/projects', { json: { projects: [], inbox_open: 1, after: null } })
      .on('GET /api/labels', { json: { labels: [], after: null } })
      .on('GET /api/tasks/events', { sse: [] })
      .on('GET /api/tasks', (asked) => ({ json: this.#page(asked) }))
      .on('POST /api/tasks/bulk', (asked) => ({ json: this.#done(asked) }))
      .on('POST /api/tasks/undo', { json: { call_id: 'undo-1', undone: [{ words: '' }] } })
  }

  #gone(): TaskView[] {
    return this.tasks.filter(({ deleted_at }) => deleted_at !== null)
  }

  /** Takes the trash and what becomes of it from the tasks that are deleted. */
  withTrash(): void {
    this.on('GET /api/tasks/trash', () => ({
      json: { tasks: this.#gone(), has_more: false, after: null },
    }))
      .on('DELETE /api/tasks/trash', () => {
        const deleted = this.#gone().length
        this.tasks = this.tasks.filter(({ deleted_at }) => deleted_at === null)
        return { json: { call_id: null, remarks: [], deleted, has_more: false } }
      })
      .on('DELETE /api/tasks/trash/task-2', () => {
        this.tasks = this.tasks.filter(({ id }) => id !== 'task-2')
        return { status: 204 }
      })
  }

  #page({ query }: Received) {
    const done = query.get('status') === 'done'
    const tasks = this.tasks.filter(
      ({ status, deleted_at }) => (status === 'done') === done && deleted_at === null,
    )
    return { tasks, has_more: false, after: null }
  }

  #done({ json }: Received) {
    const [[name, asked] = ['', {}]] = Object.entries(json as Bulk)
    const call = { call_id: `call-${this.bulk.length}`, remarks: [], failures: [] }
    if (name === 'set_status') {
      const changed = this.#change(asked.ids, (one) => ({
        ...one,
        status: (asked as { status: TaskView['status'] }).status,
      }))
      return { ...call, changed, next_occurrences: [] }
    }
    if (name === 'delete') {
      const trashed = this.#change(asked.ids, (one) => ({ ...one, deleted_at: one.updated_at }))
      return { ...call, trashed }
    }
    const changed = (asked.tasks ?? []).flatMap(({ id, set }) =>
      this.#change([id], (one) => ({ ...one, ...set, version: one.version + 1 })),
    )
    return { ...call, tasks: changed.map((after) => ({ before: after, after })) }
  }

  #change(ids: string[] = [], how: (task: TaskView) => TaskView): TaskView[] {
    this.tasks = this.tasks.map((one) => (ids.includes(one.id) ? how(one) : one))
    return this.tasks.filter(({ id }) => ids.includes(id))
  }
}

const COUNTS = { open: 0, overdue: 0, today: 0, upcoming: 0 }
