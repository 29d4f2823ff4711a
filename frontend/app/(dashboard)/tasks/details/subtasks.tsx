'use client'

import { useState } from 'react'

import { relativeDue } from '@/lib/task-dates'
import { isFinished, type TaskView } from '@/lib/tasks'

import { useExplain } from '../../../_ui/viewer'
import { openTask } from '../address'
import { useDesk } from '../desk'
import { Check } from '../task-row'

type SubtasksProps = { task: TaskView; subtasks: TaskView[] | null }

export function Subtasks({ task, subtasks }: SubtasksProps) {
  const { calendar } = useDesk()
  const { open, done } = task.subtasks
  return (
    <section className="details-part" aria-labelledby="details-subtasks">
      <header>
        <h3 id="details-subtasks">
          Subtasks{' '}
          {open + done > 0 && (
            <span className="count">
              {done}/{open + done}
            </span>
          )}
        </h3>
      </header>
      {task.parent_id !== null && (
        <button type="button" className="details-add" onClick={() => openTask(task.parent_id)}>
          Part of another task: open that
        </button>
      )}
      {subtasks !== null && subtasks.length > 0 && (
        <ul className="subtask-list" aria-label="Subtasks">
          {subtasks.map((each) => (
            <li key={each.id} data-done={isFinished(each)}>
              <Check task={each} />
              <button type="button" className="task-title" onClick={() => openTask(each.id)}>
                {each.title}
              </button>
              {each.due !== null && (
                <span className="fact" title={each.due_words} data-overdue={each.overdue}>
                  {relativeDue(each.due, calendar)}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <NewSubtask task={task} />
    </section>
  )
}

function NewSubtask({ task }: { task: TaskView }) {
  const { actions } = useDesk()
  const explain = useExplain()
  const [title, setTitle] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function add(): Promise<void> {
    const wanted = title.trim()
    if (wanted === '') return
    setTitle('')
    try {
      await actions.add({ title: wanted, parent_ref: task.id }, `Added “${wanted}” as a subtask.`)
      setProblem(null)
    } catch (error) {
      setTitle((typed) => (typed === '' ? wanted : typed))
      setProblem(explain(error))
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <input
        className="details-input"
        aria-label="New subtask"
        placeholder="Add a subtask"
        value={title}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      {problem !== null && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
    </form>
  )
}
