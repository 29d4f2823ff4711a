'use client'

import Link from 'next/link'

import { Notice } from '../../_ui/notice'
import { AddTask } from './add-task'
import { TaskSection } from './task-section'
import { SECTIONS, useTasks } from './use-tasks'

const TITLES = { overdue: 'Overdue', open: 'Open', done: 'Done' }

export default function TasksPage() {
  const { sections, problem, reload, loadMore, show } = useTasks()
  const empty = sections !== null && SECTIONS.every((name) => sections[name].tasks.length === 0)

  return (
    <main id="main" className="page" tabIndex={-1}>
      <h1>Tasks</h1>
      {problem !== null && (
        <Notice
          action={
            <button type="button" className="button button-small" onClick={reload}>
              Try again
            </button>
          }
        >
          {problem}
        </Notice>
      )}
      <AddTask onAdded={show} />
      {sections === null && problem === null && <p className="muted">Loading your tasks…</p>}
      {empty && (
        <p className="empty">
          Nothing to do yet. Add a task here, or <Link href="/chat">tell the assistant</Link>.
        </p>
      )}
      {sections !== null &&
        SECTIONS.map((name) => (
          <TaskSection
            key={name}
            name={name}
            title={TITLES[name]}
            {...sections[name]}
            onChanged={show}
            onMore={loadMore}
          />
        ))}
    </main>
  )
}
