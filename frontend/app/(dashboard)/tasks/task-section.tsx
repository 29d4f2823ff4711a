'use client'

import { useState } from 'react'

import type { Section, TaskView } from '@/lib/tasks'

import { TaskRow } from './task-row'

type TaskSectionProps = {
  name: Section
  title: string
  tasks: TaskView[]
  /** Cursor of the next page; null when all are here. */
  after: string | null
  onChanged: (task: TaskView) => void
  onMore: (section: Section, after: string) => Promise<void>
}

export function TaskSection({ name, title, tasks, after, onChanged, onMore }: TaskSectionProps) {
  const [busy, setBusy] = useState(false)
  if (tasks.length === 0 && after === null) return null

  async function more(cursor: string): Promise<void> {
    setBusy(true)
    await onMore(name, cursor)
    setBusy(false)
  }

  return (
    <section className={`task-section task-section-${name}`} aria-labelledby={`tasks-${name}`}>
      <h2 id={`tasks-${name}`}>
        {title}{' '}
        <span className="count">
          {tasks.length}
          {after !== null && '+'}
        </span>
      </h2>
      <ul className="task-list">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} onChanged={onChanged} />
        ))}
      </ul>
      {after !== null && (
        <button
          type="button"
          className="button button-quiet"
          disabled={busy}
          onClick={() => more(after)}
        >
          {busy ? 'Loading…' : `Show more ${title.toLowerCase()} tasks`}
        </button>
      )}
    </section>
  )
}
