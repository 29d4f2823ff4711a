'use client'

import { useMemo } from 'react'

import {
  addTasks,
  applied,
  changeTasks,
  collides,
  conflictOf,
  deleteForGood,
  deleteTasks,
  emptyTrash,
  moveTasks,
  rescheduleTasks,
  restoreTasks,
  setStatus,
  type Added,
  type Change,
  type Changed,
  type Emptied,
  type NewTask,
  type Place,
  type StatusSet,
  type Written,
} from '@/lib/task-deeds'
import type { Due, TaskView } from '@/lib/tasks'

import { arrangeTasks, patchTasks } from './data'
import type { Deed, Deeds } from './deeds'

const underWay = new Map<string, Promise<Changed>>()

/** What people do to tasks on this page, each as one deed with its words and its preview. */
export function actionsOn(deeds: Deeds) {
  const { attempt, perform } = deeds

  const complete = (tasks: TaskView[]) => attempt(setting(tasks, 'done'))
  const reopen = (tasks: TaskView[]) => attempt(setting(tasks, 'open'))
  const restart = (tasks: TaskView[], status: 'open' | 'in_progress' | 'waiting' | 'cancelled') =>
    attempt(setting(tasks, status))
  const remove = (tasks: TaskView[]) => attempt(removing(tasks))
  const restore = (tasks: TaskView[]) => attempt(restoring(tasks))
  const purge = (task: TaskView) => attempt(purging(task))
  const empty = (until: string) => attempt(emptying(until))
  const move = (tasks: TaskView[], place: Place, where: string) =>
    attempt(moving(tasks, place, where))
  const reschedule = (tasks: TaskView[], to: Due | null, words: string, scope?: Scope) =>
    to === null
      ? attempt(changingAll(tasks, { clear: ['due'], scope }, `No date for ${many(tasks)}.`))
      : attempt(rescheduling(tasks, to, words, scope))
  const change = (tasks: TaskView[], what: Change, words: string) =>
    attempt(changingAll(tasks, what, words))
  const add = (task: NewTask, words = `Added “${task.title}”.`) =>
    perform<Added>({ said: () => words, run: (key) => addTasks([task], key) })

  const edit = editing(deeds)

  return {
    ...{
      complete,
      reopen,
      restart,
      remove,
      restore,
      purge,
      empty,
      move,
      reschedule,
      change,
      add,
      edit,
    },
    ...deeds,
  }
}

/** Gives what changes one task, after the change of it that this page has under way. */
function editing({ known, perform }: Deeds) {
  async function changed(
    base: TaskView,
    what: Change,
    words: string,
    before: Promise<Changed> | undefined,
  ): Promise<Changed> {
    const save = (version: number) =>
      perform(changingOne(base, version, what, words, (error) => conflictOf(error) !== null))
    await before?.catch(() => undefined)
    // What this page was told of meanwhile, and is something else, need not be refused first.
    const told = newer(base, known(base.id))
    const version = collides(what, base, told) ? base.version : told.version
    try {
      return await save(version)
    } catch (error) {
      const current = conflictOf(error)
      if (current === null || collides(what, base, current)) throw error
      // What changed is something else: both changes hold.
      return save(current.version)
    }
  }

  /** @throws When the same thing was changed elsewhere meanwhile; see `conflictOf`. */
  return function edit(base: TaskView, what: Change, words: string): Promise<Changed> {
    const mine = changed(base, what, words, underWay.get(base.id))
    underWay.set(base.id, mine)
    return mine.finally(() => {
      if (underWay.get(base.id) === mine) underWay.delete(base.id)
    })
  }
}

export type Actions = ReturnType<typeof actionsOn>
type Scope = 'this' | 'series'

export function useActions(deeds: Deeds): Actions {
  return useMemo(() => actionsOn(deeds), [deeds])
}

export function many(tasks: TaskView[]): string {
  const [first] = tasks
  return tasks.length === 1 && first ? `“${first.title}”` : `${tasks.length} tasks`
}

const SAID = {
  done: 'Completed',
  open: 'Reopened',
  in_progress: 'Started',
  waiting: 'Waiting:',
  cancelled: 'Cancelled',
}

function setting(tasks: TaskView[], status: keyof typeof SAID): Deed<StatusSet> {
  const ids = idsOf(tasks)
  return {
    said: ({ next_occurrences }) =>
      `${SAID[status]} ${many(tasks)}.${next_occurrences.length > 0 ? ` ${nextInWords(next_occurrences)}` : ''}`,
    show: (client) =>
      patchTasks(client, (task) => (ids.includes(task.id) ? { ...task, status } : task)),
    run: (key) => setStatus(ids, status, key),
  }
}

function nextInWords(next: TaskView[]): string {
  const [first] = next
  return next.length === 1 && first ? `Next: ${first.due_words}.` : `${next.length} come back.`
}

function removing(tasks: TaskView[]): Deed<Awaited<ReturnType<typeof deleteTasks>>> {
  const ids = idsOf(tasks)
  return {
    said: () => `Moved ${many(tasks)} to the trash.`,
    show: (client) => patchTasks(client, (task) => (ids.includes(task.id) ? null : task)),
    run: (key) => deleteTasks(ids, key),
  }
}

function restoring(tasks: TaskView[]): Deed<Added> {
  const ids = idsOf(tasks)
  return {
    said: () => `Restored ${many(tasks)}.`,
    show: (client) => patchTasks(client, (task) => (ids.includes(task.id) ? null : task)),
    run: (key) => restoreTasks(ids, key),
  }
}

function purging(task: TaskView): Deed<Written> {
  return {
    said: () => `Deleted “${task.title}” for good.`,
    show: (client) => patchTasks(client, (each) => (each.id === task.id ? null : each)),
    run: () => deleteForGood(task.id),
  }
}

function emptying(until: string): Deed<Emptied> {
  return {
    said: ({ deleted }) =>
      `The trash is emptied: ${deleted === 1 ? '1 task is' : `${deleted} tasks are`} gone.`,
    run: () => emptyTrash(until),
  }
}

function moving(tasks: TaskView[], place: Place, where: string): Deed<Changed> {
  const ids = idsOf(tasks)
  return {
    said: () => `Moved ${many(tasks)} to ${where}.`,
    run: (key) => moveTasks(ids, place, key),
  }
}

/** Puts tasks elsewhere in the list that people order themselves; seen at once. */
export function arranging(
  moved: TaskView,
  place: Place,
  section: TaskView['section'],
): Deed<Changed> {
  const beside = place.after ?? place.before
  return {
    said: () => `Moved “${moved.title}”.`,
    show: (client) =>
      arrangeTasks(client, (tasks) => {
        const task = tasks.find(({ id }) => id === moved.id)
        if (task === undefined) return tasks
        const others = tasks.filter(({ id }) => id !== moved.id)
        const at = others.findIndex(({ id }) => id === beside)
        const index = at < 0 ? 0 : at + (place.after === undefined ? 0 : 1)
        return others.toSpliced(index, 0, { ...task, section })
      }),
    run: (key) => moveTasks([moved.id], place, key),
  }
}

function rescheduling(
  tasks: TaskView[],
  to: Due,
  words: string,
  scope: Scope | undefined,
): Deed<Changed> {
  const ids = idsOf(tasks)
  const items = ids.map((id) => ({ id, to, keep_time: 'date' in to, scope }))
  return {
    said: () => `${many(tasks)}: ${words}.`,
    show: (client) =>
      patchTasks(client, (task) =>
        ids.includes(task.id) ? { ...task, due: keepingTime(task.due, to), overdue: false } : task,
      ),
    run: (key) => rescheduleTasks(items, key),
  }
}

function keepingTime(had: Due | null, to: Due): Due {
  if (had === null || 'date' in had || !('date' in to)) return to
  return { local: `${to.date}${had.local.slice(10)}`, tz: had.tz }
}

function changingAll(tasks: TaskView[], what: Change, words: string): Deed<Changed> {
  const ids = idsOf(tasks)
  return {
    said: () => words,
    show: (client) =>
      patchTasks(client, (task) => (ids.includes(task.id) ? applied(task, what) : task)),
    run: (key) =>
      changeTasks(
        tasks.map((task) => scoped(task, what)),
        key,
      ),
  }
}

/** A date of a task that comes back needs to be told apart from that of its series. */
function scoped(task: TaskView, what: Change): { id: string; change: Change } {
  const dated = what.set?.due !== undefined || what.clear?.includes('due')
  const { scope, ...plain } = what
  return {
    id: task.id,
    change: dated && task.recurrence !== null ? { ...plain, scope: scope ?? 'this' } : plain,
  }
}

function changingOne(
  base: TaskView,
  version: number,
  what: Change,
  words: string,
  handles: (error: unknown) => boolean,
): Deed<Changed> {
  return {
    said: () => words,
    show: (client) =>
      patchTasks(client, (task) => (task.id === base.id ? applied(task, what) : task)),
    made: (client, { tasks }) =>
      patchTasks(client, (task) => tasks.reduce((found, { after }) => newer(found, after), task)),
    run: (key) => changeTasks([{ ...scoped(base, what), version }], key),
    handles,
  }
}

function newer(task: TaskView, other: TaskView | undefined): TaskView {
  return other !== undefined && other.id === task.id && other.version > task.version ? other : task
}

function idsOf(tasks: TaskView[]): string[] {
  return tasks.map(({ id }) => id)
}
