'use client'

import { createContext, use, useRef, useState } from 'react'

import { conflictOf, type Change } from '@/lib/task-deeds'
import type { TaskView } from '@/lib/tasks'

import { useDesk } from '../desk'

type Pending = { change: Change; words: string; current: TaskView }

export type Saving = {
  /**
   * Saves a change that was begun on a version of the task.
   * @returns Whether it holds now; if not, the person has been told why.
   */
  save: (change: Change, words: string, base?: TaskView) => Promise<boolean>
  conflict: Pending | null
  keepMine: () => void
  takeTheirs: () => void
  /** Grows when a draft is to be given up for what the task says now. */
  round: number
}

export function useSaving(task: TaskView): Saving {
  const { actions } = useDesk()
  const [conflict, setConflict] = useState<Pending | null>(null)
  const [round, setRound] = useState(0)
  // One change after the other: the version of the second is what the first has made.
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const newest = useRef(task)
  if (task.version > newest.current.version) newest.current = task

  async function attempt(change: Change, words: string, base: TaskView): Promise<boolean> {
    try {
      const { tasks } = await actions.edit(base, change, words)
      newest.current = tasks[0]?.after ?? newest.current
      return true
    } catch (error) {
      const current = conflictOf(error)
      if (current !== null) setConflict({ change, words, current })
      return false
    }
  }

  function save(change: Change, words: string, base?: TaskView): Promise<boolean> {
    const next = queue.current.then(() => attempt(change, words, base ?? newest.current))
    queue.current = next
    return next
  }

  return {
    save,
    conflict,
    round,
    keepMine: () => {
      setConflict(null)
      if (conflict !== null) void save(conflict.change, conflict.words, conflict.current)
    },
    takeTheirs: () => {
      setConflict(null)
      setRound(round + 1)
      actions.refresh()
    },
  }
}

const Context = createContext<Saving | null>(null)

export const SaveProvider = Context

export function useSave(): Saving {
  const saving = use(Context)
  if (saving === null) throw new Error('This belongs into the details of a task.')
  return saving
}
