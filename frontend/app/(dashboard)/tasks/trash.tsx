'use client'

import { moment } from '@/lib/task-dates'
import type { TaskView } from '@/lib/tasks'

import { useDesk } from './desk'

/** What was deleted in the last thirty days, each with its way back. */
export function TrashList({ tasks }: { tasks: TaskView[] }) {
  const { actions, calendar } = useDesk()
  return (
    <>
      <p className="muted">
        What was deleted stays here for thirty days, and is gone for good after that.
      </p>
      <ul className="task-list" aria-label="Trash">
        {tasks.map((task) => (
          <li key={task.id} className="task" data-task={task.id}>
            <div className="task-text">
              <span className="task-title">{task.title}</span>
              <span className="task-facts">
                {task.deleted_at !== null && (
                  <time className="fact" dateTime={task.deleted_at}>
                    deleted {moment(task.deleted_at, calendar)}
                  </time>
                )}
                {task.project !== null && <span className="fact">{task.project.name}</span>}
              </span>
            </div>
            <span className="task-number">#{task.number}</span>
            <button
              type="button"
              className="button button-small button-quiet"
              aria-label={`Restore “${task.title}”`}
              onClick={() => void actions.restore([task])}
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
      {tasks.length > 1 && (
        <button
          type="button"
          className="button button-quiet load-more"
          onClick={() => void actions.restore(tasks.slice(0, MOST_AT_ONCE))}
        >
          Restore all of these
        </button>
      )}
    </>
  )
}

const MOST_AT_ONCE = 50
