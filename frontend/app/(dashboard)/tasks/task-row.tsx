'use client'

import { useState } from 'react'

import { completeTask, reopenTask, type TaskView } from '@/lib/tasks'

import { CheckIcon } from '../../_ui/icons'
import { useExplain } from '../../_ui/viewer'

type TaskRowProps = { task: TaskView; onChanged: (task: TaskView) => void }

/** One task. Shows the server's answer, never a guess of it. */
export function TaskRow({ task, onChanged }: TaskRowProps) {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const done = task.status === 'done'

  async function toggle(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      onChanged(await (done ? reopenTask(task.id) : completeTask(task.id)))
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <li className="task" data-done={done}>
      <button
        type="button"
        className="check"
        role="checkbox"
        aria-checked={done}
        aria-label={task.title}
        title={done ? 'Reopen' : 'Complete'}
        disabled={busy}
        onClick={toggle}
      >
        {done && <CheckIcon />}
      </button>
      <div className="task-text">
        <span className="task-title">{task.title}</span>
        <TaskFacts task={task} />
        {problem !== null && (
          <p role="alert" className="field-error">
            {problem}
          </p>
        )}
      </div>
      <span className="task-number">#{task.number}</span>
    </li>
  )
}

function TaskFacts({ task }: { task: TaskView }) {
  const { due, due_words, overdue, priority, notes } = task
  return (
    <>
      <span className="task-facts">
        {due !== null && (
          <time dateTime={'date' in due ? due.date : due.local} data-overdue={overdue}>
            {due_words}
          </time>
        )}
        {priority !== 'none' && <span className={`priority priority-${priority}`}>{priority}</span>}
        {task.status === 'in_progress' && <span>in progress</span>}
        {task.status === 'waiting' && <span>waiting</span>}
      </span>
      {notes !== '' && <span className="task-notes">{notes}</span>}
    </>
  )
}
