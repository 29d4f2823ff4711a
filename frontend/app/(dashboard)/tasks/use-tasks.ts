'use client'

import { useCallback, useEffect, useReducer, useRef, type RefObject } from 'react'

import {
  byDue,
  listTasks,
  sectionOf,
  type Section,
  type TaskPage,
  type TaskView,
} from '@/lib/tasks'

import { useExplain } from '../../_ui/viewer'

export const SECTIONS: readonly Section[] = ['overdue', 'open', 'done']

type Shown = { tasks: TaskView[]; after: string | null }

export type TasksState = {
  /** Null until the first answer. */
  sections: Record<Section, Shown> | null
  problem: string | null
}

type Event =
  | { type: 'loaded'; pages: Record<Section, TaskPage> }
  | { type: 'more'; section: Section; page: TaskPage }
  | { type: 'changed'; task: TaskView }
  | { type: 'failed'; message: string }

const NOTHING: TasksState = { sections: null, problem: null }

/** The three lists, always as the server last told them. */
export function useTasks() {
  const explain = useExplain()
  const [state, dispatch] = useReducer(reduce, NOTHING)
  const counts = useRef<Record<Section, number>>({ overdue: 0, open: 0, done: 0 })

  useEffect(() => {
    for (const section of SECTIONS) {
      counts.current[section] = state.sections?.[section].tasks.length ?? 0
    }
  }, [state.sections])

  const changes = useRef(0)

  const reload = useCallback(async () => {
    try {
      dispatch({ type: 'loaded', pages: await settled(counts, changes) })
    } catch (error) {
      dispatch({ type: 'failed', message: explain(error) })
    }
  }, [explain])

  const loadMore = useCallback(
    async (section: Section, after: string) => {
      try {
        dispatch({ type: 'more', section, page: await listTasks(section, { after }) })
      } catch (error) {
        dispatch({ type: 'failed', message: explain(error) })
      }
    },
    [explain],
  )

  const show = useCallback((task: TaskView) => {
    changes.current += 1
    dispatch({ type: 'changed', task })
  }, [])

  useOnReturn(reload)

  return { ...state, reload, loadMore, show }
}

/**
 * The lists as they are after the last change that was shown: what the server told before a change
 * of ours would undo it on the page.
 */
async function settled(
  counts: RefObject<Record<Section, number>>,
  changes: RefObject<number>,
): Promise<Record<Section, TaskPage>> {
  const seen = changes.current
  const ask = (section: Section) => listTasks(section, { already: counts.current[section] })
  const [overdue, open, done] = await Promise.all([ask('overdue'), ask('open'), ask('done')])
  return seen === changes.current ? { overdue, open, done } : settled(counts, changes)
}

/** Runs now, and whenever the person comes back to this page. */
function useOnReturn(look: () => Promise<void>): void {
  useEffect(() => {
    const back = (): void => {
      if (document.visibilityState === 'visible') void look()
    }
    void look()
    window.addEventListener('focus', back)
    document.addEventListener('visibilitychange', back)
    return () => {
      window.removeEventListener('focus', back)
      document.removeEventListener('visibilitychange', back)
    }
  }, [look])
}

function reduce(state: TasksState, event: Event): TasksState {
  switch (event.type) {
    case 'loaded':
      return { sections: mapSections((section) => shown(event.pages[section])), problem: null }
    case 'failed':
      return { ...state, problem: event.message }
    case 'more':
      return { sections: withMore(state.sections, event.section, event.page), problem: null }
    case 'changed':
      return { sections: withTask(state.sections, event.task), problem: null }
  }
}

function shown({ tasks, has_more, after }: TaskPage): Shown {
  return { tasks, after: has_more ? after : null }
}

function withMore(
  sections: TasksState['sections'],
  section: Section,
  page: TaskPage,
): TasksState['sections'] {
  if (sections === null) return null
  const more = shown(page)
  const known = new Set(sections[section].tasks.map(({ id }) => id))
  const tasks = [...sections[section].tasks, ...more.tasks.filter(({ id }) => !known.has(id))]
  return { ...sections, [section]: { tasks, after: more.after } }
}

function withTask(sections: TasksState['sections'], task: TaskView): TasksState['sections'] {
  if (sections === null) return null
  return mapSections((section) => {
    const others = sections[section].tasks.filter(({ id }) => id !== task.id)
    const here = sectionOf(task) === section
    const tasks = !here
      ? others
      : section === 'done'
        ? [task, ...others]
        : [...others, task].sort(byDue)
    return { ...sections[section], tasks }
  })
}

function mapSections(make: (section: Section) => Shown): Record<Section, Shown> {
  return { overdue: make('overdue'), open: make('open'), done: make('done') }
}
