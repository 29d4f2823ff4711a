'use client'

import { useState } from 'react'

import { onTheWall } from '@/lib/task-dates'
import { presetsFor } from '@/lib/task-repeats'
import type { Anchor, TaskView } from '@/lib/tasks'

import { useDesk } from '../desk'
import { Line } from './fields'
import { useSave } from './saving'

const ANCHORS: Record<Anchor, string> = {
  schedule: 'the next date of the rule',
  schedule_catch_up: 'its next date from today on',
  completion: 'counted from when it is done',
}

/** How a task comes back: mostly one of a few rules, else one of RFC 5545. */
export function RepeatField({ task }: { task: TaskView }) {
  const { save } = useSave()
  const { calendar } = useDesk()
  const [writing, setWriting] = useState(false)
  const rule = task.recurrence?.rrule ?? ''
  const anchor = task.recurrence?.anchor ?? 'schedule'
  const day = task.due === null ? calendar.today : onTheWall(task.due, calendar.zone).day
  const presets = presetsFor(day)
  const known = presets.some(({ rrule }) => rrule === rule)

  function put(rrule: string, how: Anchor = anchor): void {
    if (rrule === 'other') return setWriting(true)
    setWriting(false)
    if (rrule === '') void save({ clear: ['recurrence'] }, 'It does not come back.')
    else void save({ set: { recurrence: { rrule, anchor: how } } }, 'It comes back.')
  }

  return (
    <>
      <Line label="Repeat">
        {(id) => (
          <select
            id={id}
            value={writing ? 'other' : rule}
            onChange={(event) => put(event.target.value)}
          >
            <option value="">Never</option>
            {presets.map(({ rrule, words }) => (
              <option key={rrule} value={rrule}>
                {words}
              </option>
            ))}
            {!known && rule !== '' && <option value={rule}>{task.recurrence_words || rule}</option>}
            <option value="other">Another rule…</option>
          </select>
        )}
      </Line>
      {writing && (
        <Line label="Rule">
          {(id) => (
            <input
              id={id}
              defaultValue={rule}
              placeholder="FREQ=MONTHLY;BYDAY=1MO"
              autoFocus
              autoComplete="off"
              spellCheck={false}
              onKeyDown={(event) => {
                if (event.key === 'Enter') put(event.currentTarget.value.trim())
              }}
              onBlur={() => setWriting(false)}
            />
          )}
        </Line>
      )}
      {task.recurrence !== null && (
        <Line label="Next time">
          {(id) => (
            <select
              id={id}
              value={anchor}
              onChange={(event) => put(rule, event.target.value as Anchor)}
            >
              {Object.entries(ANCHORS).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Line>
      )}
    </>
  )
}
