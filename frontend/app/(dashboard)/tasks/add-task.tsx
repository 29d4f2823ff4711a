'use client'

import { useRef } from 'react'

import { browserTimeZone } from '@/lib/client-secret'
import { addTask, dueOf, type TaskView } from '@/lib/tasks'

import { Field, Form } from '../../_ui/form'

export function AddTask({ onAdded }: { onAdded: (task: TaskView) => void }) {
  // One key until the server has answered: asking again after a lost answer adds no second task.
  const key = useRef<{ of: string; value: string } | null>(null)

  async function submit({ title = '', date = '', time = '' }: Record<string, string>) {
    const task = { title: title.trim(), due: dueOf(date, time, browserTimeZone()) }
    const of = JSON.stringify(task)
    if (key.current?.of !== of) key.current = { of, value: crypto.randomUUID() }
    onAdded(await addTask(task, key.current.value))
    key.current = null
  }

  return (
    <div className="add-task">
      <Form label="Add a task" submit="Add" onSubmit={submit} done="Added.">
        {(errors) => (
          <>
            <Field
              label="New task"
              name="title"
              placeholder="What is to be done?"
              maxLength={500}
              autoComplete="off"
              required
              errors={errors}
            />
            <Field label="Day" name="date" type="date" errors={errors} />
            <Field label="Time" name="time" type="time" errors={errors} />
          </>
        )}
      </Form>
    </div>
  )
}
