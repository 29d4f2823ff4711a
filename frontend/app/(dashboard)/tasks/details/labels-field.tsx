'use client'

import { useState } from 'react'

import type { TaskView } from '@/lib/tasks'

import { useLabels } from '../data'
import { CloseIcon } from '../icons'
import { Line } from './fields'
import { useSave } from './saving'

export function LabelsField({ task }: { task: TaskView }) {
  const { save } = useSave()
  const known = useLabels() ?? []
  const [typed, setTyped] = useState('')
  const others = known.filter(({ name }) => !task.labels.includes(name))

  async function add(): Promise<void> {
    const name = typed.trim()
    if (name === '') return
    if (await save({ labels: { add: [name] } }, `Labelled “${name}”.`)) setTyped('')
  }

  return (
    <Line label="Labels">
      {(id) => (
        <form
          className="details-labels"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          {task.labels.map((name) => (
            <span key={name} className="chip">
              {name}
              <button
                type="button"
                aria-label={`Remove the label ${name}`}
                onClick={() => void save({ labels: { remove: [name] } }, `Took “${name}” off.`)}
              >
                <CloseIcon />
              </button>
            </span>
          ))}
          <input
            id={id}
            list={`${id}-known`}
            placeholder="Add a label"
            value={typed}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => void add()}
          />
          <datalist id={`${id}-known`}>
            {others.map(({ id: key, name }) => (
              <option key={key} value={name} />
            ))}
          </datalist>
        </form>
      )}
    </Line>
  )
}
