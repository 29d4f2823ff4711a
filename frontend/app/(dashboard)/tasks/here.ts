'use client'

import { useState } from 'react'

import type { Understood } from '@/lib/quick-add'
import { relativeDay, type Calendar } from '@/lib/task-dates'
import type { NewTask } from '@/lib/task-deeds'
import { pathOf, type View } from '@/lib/task-views'

import { useLabels, useProjects } from './data'
import { useDesk } from './desk'

type Given = { words: string; fields: Partial<NewTask>; drop: () => void }

export type Here = {
  /** What a new task gets from the view that it does not have by its own words; null for nothing. */
  given: (understood: Understood) => Given | null
  reset: () => void
}

/** A task that is added in a view belongs there, unless it says otherwise or one clicks that away. */
export function useHere(): Here {
  const { view, calendar } = useDesk()
  const projects = useProjects()?.projects
  const labels = useLabels()
  const [dropped, setDropped] = useState<string | null>(null)
  const path = pathOf(view)
  const drop = (): void => setDropped(path)
  const list = view.kind === 'project' ? projects : view.kind === 'label' ? labels : undefined
  const name = list?.find(({ id }) => 'id' in view && id === view.id)?.name

  return {
    given: (understood) => {
      const found = dropped === path ? null : fieldsOf(understood, view, calendar, name)
      return found && { ...found, drop }
    },
    reset: () => setDropped(null),
  }
}

function fieldsOf(
  understood: Understood,
  view: View,
  calendar: Calendar,
  name: string | undefined,
): Omit<Given, 'drop'> | null {
  if (view.kind === 'today') return ofToday(understood, calendar)
  if (name === undefined) return null
  if (view.kind === 'project' && understood.project === null) {
    return { words: name, fields: { project: view.id } }
  }
  if (view.kind !== 'label' || understood.labels.includes(name)) return null
  return { words: name, fields: { labels: [...understood.labels, name] } }
}

function ofToday(understood: Understood, calendar: Calendar): Omit<Given, 'drop'> | null {
  const { due, recurrence, ambiguous } = understood
  if (due !== null || recurrence !== null || ambiguous.length > 0) return null
  const { today } = calendar
  return { words: relativeDay(today, calendar), fields: { due: { date: today } } }
}
