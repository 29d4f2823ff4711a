'use client'

import { createContext, use } from 'react'

import type { Calendar } from '@/lib/task-dates'
import type { View } from '@/lib/task-views'
import type { TaskView } from '@/lib/tasks'

import type { Actions } from './actions'
import type { Selection } from './selection'

/** A question that is asked in the middle of the page, and about which tasks. */
export type Question =
  | { kind: 'date' | 'move' | 'labels' | 'delete'; tasks: TaskView[] }
  | { kind: 'purge'; task: TaskView }
  | { kind: 'empty'; until: string }
  | { kind: 'help' }

/** What everything on the tasks page shares. */
export type Desk = {
  view: View
  calendar: Calendar
  actions: Actions
  selection: Selection
  /** The task whose title is being edited in the list. */
  editing: string | null
  setEditing: (id: string | null) => void
  ask: (question: Question) => void
}

const Context = createContext<Desk | null>(null)

export const DeskProvider = Context

export function useDesk(): Desk {
  const desk = use(Context)
  if (desk === null) throw new Error('This belongs on the tasks page.')
  return desk
}
