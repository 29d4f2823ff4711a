'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'

import type { View } from '@/lib/task-views'

import { CompletedIcon } from './icons'

const WORDS: Record<View['kind'], [title: string, more: ReactNode]> = {
  all: [
    'Nothing to do yet',
    <>
      Add a task here, or <Link href="/chat">tell the assistant</Link>.
    </>,
  ],
  today: ['Nothing is due today', 'What is due later is under Upcoming.'],
  upcoming: ['Nothing lies ahead', 'Tasks with a date will stand here, day by day.'],
  overdue: ['Nothing is overdue', 'Well done.'],
  inbox: ['The inbox is empty', 'Tasks without a project are collected here.'],
  completed: ['Nothing is completed yet', 'Ticked tasks are kept here.'],
  trash: ['The trash is empty', 'Deleted tasks stay here for thirty days.'],
  project: ['No tasks here yet', 'Add one above; a new task goes into this project.'],
  label: ['No open task has this label', 'Add one above; a new task gets this label.'],
  search: ['Nothing found', 'Every word has to be in the title or the notes.'],
}

export function EmptyView({ kind }: { kind: View['kind'] }) {
  const [title, more] = WORDS[kind]
  return (
    <div className="empty">
      <CompletedIcon />
      <p className="empty-title">{title}</p>
      <p>{more}</p>
    </div>
  )
}

/** The shape of a list, while the first answer is on its way. */
export function Waiting() {
  return (
    <div className="waiting" role="status">
      <span className="visually-hidden">Loading your tasks…</span>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="waiting-row" aria-hidden="true" />
      ))}
    </div>
  )
}
