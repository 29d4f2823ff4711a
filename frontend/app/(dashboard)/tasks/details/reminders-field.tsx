'use client'

import { useState } from 'react'

import { minutesInWords, relativeDay } from '@/lib/task-dates'
import type { NewReminder } from '@/lib/task-deeds'
import type { Reminder, TaskView } from '@/lib/tasks'

import { useDesk } from '../desk'
import { CloseIcon } from '../icons'
import { Line } from './fields'
import { useSave } from './saving'

const OFFERED = [0, 5, 10, 30, 60, 120, 1440, 2880, 10_080]

/** When one is reminded: so long before, or at a moment of its own. */
export function RemindersField({ task }: { task: TaskView }) {
  const { save } = useSave()
  const { calendar } = useDesk()
  const [picking, setPicking] = useState(false)
  const kept = task.reminders.map(asNew)

  const put = (reminders: NewReminder[]): Promise<boolean> =>
    save(
      reminders.length === 0 ? { clear: ['reminders'] } : { set: { reminders } },
      'Reminders changed.',
    )

  function add(value: string): void {
    if (value === 'at') setPicking(true)
    else if (value !== '') void put([...kept, { minutes_before: Number(value) }])
  }

  const inWords = ({ minutes_before, local }: Reminder): string =>
    minutes_before === null
      ? `${relativeDay((local ?? '').slice(0, 10), calendar)} ${(local ?? '').slice(11, 16)}`
      : minutesInWords(minutes_before)

  return (
    <Line label="Remind me">
      {(id) => (
        <div className="details-labels">
          {task.reminders.map((reminder, index) => (
            <span key={reminder.id} className="chip">
              {inWords(reminder)}
              <button
                type="button"
                aria-label={`Remove the reminder ${inWords(reminder)}`}
                onClick={() => void put(kept.toSpliced(index, 1))}
              >
                <CloseIcon />
              </button>
            </span>
          ))}
          {picking ? (
            <input
              id={id}
              type="datetime-local"
              aria-label="Remind me at"
              autoFocus
              onBlur={(event) => {
                const local = event.target.value
                setPicking(false)
                if (local !== '') void put([...kept, { local, tz: calendar.zone }])
              }}
            />
          ) : (
            <select id={id} value="" onChange={(event) => add(event.target.value)}>
              <option value="">{kept.length === 0 ? 'Not at all' : 'Once more…'}</option>
              {task.due !== null &&
                OFFERED.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutesInWords(minutes)}
                  </option>
                ))}
              <option value="at">At a time of its own…</option>
            </select>
          )}
        </div>
      )}
    </Line>
  )
}

function asNew({ minutes_before, local, tz }: Reminder): NewReminder {
  if (minutes_before !== null) return { minutes_before }
  return { local: local ?? '', tz: tz ?? 'UTC' }
}
