'use client'

import { moment } from '@/lib/task-dates'
import type { TaskView } from '@/lib/tasks'

import { useDesk } from './desk'
import { TrashIcon } from './icons'

/** What was deleted in the last thirty days, last deleted first, each with its way back. */
export function TrashList({ tasks }: { tasks: TaskView[] }) {
  const { actions, ask } = useDesk()
  const newest = tasks[0]?.deleted_at ?? null
  return (
    <>
      <div className="trash-head">
        <p className="muted">
          What was deleted stays here for thirty days, and is gone for good after that.
        </p>
        {newest !== null && (
          <button
            type="button"
            className="button button-small button-danger"
            onClick={() => ask({ kind: 'empty', until: newest })}
          >
            Empty trash
          </button>
        )}
      </div>
      <ul className="task-list" aria-label="Trash">
        {tasks.map((task) => (
          <Trashed key={task.id} task={task} />
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

function Trashed({ task }: { task: TaskView }) {
  const { actions, ask, calendar } = useDesk()
  return (
    <li className="task task-trashed" data-task={task.id}>
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
      <button
        type="button"
        className="icon-button"
        aria-label={`Delete “${task.title}” for good`}
        title="Delete for good"
        onClick={() => ask({ kind: 'purge', task })}
      >
        <TrashIcon />
      </button>
    </li>
  )
}
