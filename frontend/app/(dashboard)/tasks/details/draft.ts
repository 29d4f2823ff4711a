'use client'

import { useState } from 'react'

import type { TaskView } from '@/lib/tasks'

import { useSave } from './saving'

type Draft<T> = {
  value: T
  change: (value: T) => void
  /** The task as it was when the person began; null while nothing is typed. */
  base: TaskView | null
  done: () => void
}

/**
 * What is being typed into a field of a task. Until something is typed it follows the task; from
 * then on it is the person's, whatever happens to the task elsewhere.
 */
export function useDraft<T>(task: TaskView, saved: T): Draft<T> {
  const { round } = useSave()
  const [draft, setDraft] = useState<{ value: T; base: TaskView; round: number } | null>(null)
  const mine = draft !== null && draft.round === round ? draft : null
  return {
    value: mine === null ? saved : mine.value,
    base: mine?.base ?? null,
    change: (value) => setDraft({ value, base: mine?.base ?? task, round }),
    done: () => setDraft(null),
  }
}
