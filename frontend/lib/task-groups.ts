import {
  BUCKETS,
  bucketOf,
  dayOf,
  onTheWall,
  relativeDay,
  shiftDay,
  wholeDate,
  type Calendar,
} from './task-dates'
import type { View } from './task-views'
import type { Named, ProjectView, TaskView } from './tasks'

export type Row = { task: TaskView; depth: number }

export type Group = {
  id: string
  /** Null for a list that needs no heading. */
  title: string | null
  /** The same more exactly, such as the date of a day. */
  hint?: string
  late?: boolean
  /** The day that every task here is due on: rows need not say it again. */
  known?: boolean
  rows: Row[]
  /** What a task becomes that is dropped here. */
  day?: string
  section?: Named | null
}

const DEEPEST = 4

/** The tasks of a view in the groups that it is read in; deferred ones wait out of sight. */
export function groupsOf(
  view: View,
  tasks: TaskView[],
  calendar: Calendar,
  project: ProjectView | undefined,
): Group[] {
  switch (view.kind) {
    case 'all':
      return byBucket(tasks, calendar)
    case 'today':
      return byBucket(seen(tasks, calendar), calendar)
    case 'upcoming':
      return byDay(seen(tasks, calendar), calendar)
    case 'completed':
      return byCompletion(tasks, calendar)
    case 'project':
      return bySection(tasks, project)
    case 'inbox':
      return [{ id: 'inbox', title: null, rows: nested(tasks), section: null }]
    default:
      return [{ id: view.kind, title: null, rows: flat(tasks) }]
  }
}

function seen(tasks: TaskView[], { today }: Calendar): TaskView[] {
  return tasks.filter(({ defer_until }) => defer_until === null || defer_until <= today)
}

function byBucket(tasks: TaskView[], calendar: Calendar): Group[] {
  return BUCKETS.map((title) => ({
    id: title,
    title,
    late: title === 'Overdue',
    known: title === 'Today' || title === 'Tomorrow',
    rows: flat(tasks.filter(({ due, overdue }) => bucketOf(due, overdue, calendar) === title)),
  })).filter(({ rows }) => rows.length > 0)
}

/** Days that are near are shown even when nothing is due, so that something can be put there. */
const NEAR_DAYS = 7

function byDay(tasks: TaskView[], calendar: Calendar): Group[] {
  const { zone, today, dateOrder } = calendar
  const days = new Map<string, TaskView[]>()
  for (let ahead = 0; ahead < NEAR_DAYS; ahead += 1) days.set(shiftDay(today, ahead), [])
  for (const task of tasks) {
    if (task.due === null) continue
    const { day } = onTheWall(task.due, zone)
    days.set(day, [...(days.get(day) ?? []), task])
  }
  return [...days]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([day, those]) => {
      const title = relativeDay(day, calendar)
      const hint = wholeDate(day, dateOrder)
      return { id: day, title, hint, day, known: true, rows: flat(those) }
    })
}

function byCompletion(tasks: TaskView[], calendar: Calendar): Group[] {
  const days = new Map<string, TaskView[]>()
  for (const task of tasks) {
    const day = dayOf(task.completed_at ?? task.updated_at, calendar.zone)
    days.set(day, [...(days.get(day) ?? []), task])
  }
  return [...days].map(([day, those]) => ({
    id: day,
    title: relativeDay(day, calendar),
    hint: wholeDate(day, calendar.dateOrder),
    rows: flat(those),
  }))
}

function bySection(tasks: TaskView[], project: ProjectView | undefined): Group[] {
  const sections = project?.sections ?? []
  const known = new Set(sections.map(({ id }) => id))
  const loose = tasks.filter(({ section }) => section === null || !known.has(section.id))
  return [
    { id: 'loose', title: null, rows: nested(loose), section: null },
    ...sections.map(({ id, name }) => ({
      id,
      title: name,
      rows: nested(tasks.filter(({ section }) => section?.id === id)),
      section: { id, name },
    })),
  ]
}

function flat(tasks: TaskView[]): Row[] {
  return tasks.map((task) => ({ task, depth: 0 }))
}

/** Subtasks below their tasks, in the order of the list. */
function nested(tasks: TaskView[]): Row[] {
  const here = new Set(tasks.map(({ id }) => id))
  const below = new Map<string | null, TaskView[]>()
  for (const task of tasks) {
    const parent = task.parent_id !== null && here.has(task.parent_id) ? task.parent_id : null
    below.set(parent, [...(below.get(parent) ?? []), task])
  }
  const rowsUnder = (parent: string | null, depth: number): Row[] =>
    (below.get(parent) ?? []).flatMap((task) => [
      { task, depth: Math.min(depth, DEEPEST) },
      ...rowsUnder(task.id, depth + 1),
    ])
  return rowsUnder(null, 0)
}

export type Drop = { after?: string; before?: string; position?: 'first' }

/**
 * Where a task lands among its own kind: beside the neighbour with the same parent, so that a drop
 * between somebody's subtasks does not make it one.
 * @param ids - The group in its new order, the moved task included.
 */
export function dropOf(moved: TaskView, ids: string[], tasks: Map<string, TaskView>): Drop {
  const at = ids.indexOf(moved.id)
  const isPeer = (id: string): boolean => id !== moved.id && parentOf(id) === parentOf(moved.id)
  const parentOf = (id: string): string | null => tasks.get(id)?.parent_id ?? null
  const after = ids.slice(0, at).findLast(isPeer)
  if (after !== undefined) return { after }
  const before = ids.slice(at + 1).find(isPeer)
  return before === undefined ? { position: 'first' } : { before }
}
