'use client'

import Link from 'next/link'
import { useCallback, useEffect, useState } from 'react'

import {
  acknowledge,
  followReminders,
  unseenReminders,
  type ReminderNews,
  type ReminderView,
} from '@/lib/reminders'

/** What the page itself asks for comes first; a browser opens few connections to one place. */
const START_AFTER_MS = 3_000
const MOST_SHOWN = 4

/** Reminders that are due, on whatever page one is; each tells outside the page too, if it may. */
export function Reminders() {
  const { due, done } = useReminders()
  if (due.length === 0) return null
  return (
    <section className="reminders" aria-label="Reminders">
      {due.slice(0, MOST_SHOWN).map((reminder) => (
        <Reminder key={reminder.id} reminder={reminder} onDone={() => done([reminder.id])} />
      ))}
      {due.length > 1 && (
        <button
          type="button"
          className="button button-small button-quiet reminders-all"
          onClick={() => done(due.map(({ id }) => id))}
        >
          Dismiss all {due.length}
        </button>
      )}
      <AskToNotify />
    </section>
  )
}

type ReminderProps = { reminder: ReminderView; onDone: () => void }

function Reminder({ reminder, onDone }: ReminderProps) {
  const { task, remind_at } = reminder
  const at = new Date(remind_at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return (
    <div className="reminder" role="alert">
      <p>
        <strong>{task.title}</strong>
        <span className="muted">Reminder of {at}</span>
      </p>
      <Link className="button button-small" href={`/tasks?task=${task.id}`} onClick={onDone}>
        Open
      </Link>
      <button
        type="button"
        className="button button-small button-quiet"
        aria-label={`Dismiss the reminder of “${task.title}”`}
        onClick={onDone}
      >
        Dismiss
      </button>
    </div>
  )
}

/** Asks the browser only when somebody presses the button for it. */
function AskToNotify() {
  const [asked, setAsked] = useState(
    () => typeof Notification === 'undefined' || Notification.permission !== 'default',
  )
  if (asked) return null
  return (
    <button
      type="button"
      className="button button-small button-quiet reminders-all"
      onClick={() => void Notification.requestPermission().then(() => setAsked(true))}
    >
      Also tell me outside this page
    </button>
  )
}

function useReminders() {
  const [due, setDue] = useState<ReminderView[]>([])

  const hear = useCallback((news: ReminderNews) => {
    setDue((before) =>
      'gone' in news
        ? before.filter(({ id }) => id !== news.gone)
        : [news.shown, ...before.filter(({ id }) => id !== news.shown.id)],
    )
  }, [])

  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const timer = setTimeout(() => {
      const begun = Date.now()
      void followReminders({
        signal,
        onNews: (news, first) => {
          hear(news)
          if (first && 'shown' in news) notify(news.shown, begun)
        },
      })
      // Where another tab asks the server, what it heard before is read here.
      unseenReminders().then(
        (found) => !signal.aborted && found.forEach((shown) => hear({ shown })),
        () => undefined,
      )
    }, START_AFTER_MS)
    return () => {
      clearTimeout(timer)
      ending.abort()
    }
  }, [hear])

  function done(ids: string[]): void {
    for (const gone of ids) hear({ gone })
    // Asked for again with the next visit, if it did not arrive.
    acknowledge(ids).catch(() => undefined)
  }

  return { due, done }
}

/** Not for what was due before one came: that stands on the page. */
function notify({ id, task, remind_at }: ReminderView, begun: number): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  if (Date.parse(remind_at) < begun - START_AFTER_MS) return
  const shown = new Notification(task.title, { body: `Task #${task.number}`, tag: id })
  shown.onclick = () => {
    window.focus()
    window.location.assign(`/tasks?task=${task.id}`)
  }
}
