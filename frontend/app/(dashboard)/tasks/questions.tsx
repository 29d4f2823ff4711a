'use client'

import { useState } from 'react'

import { onTheWall, relativeDay, suggestions, wholeDate, dueOn } from '@/lib/task-dates'
import type { Place } from '@/lib/task-deeds'
import type { TaskView } from '@/lib/tasks'

import { many } from './actions'
import { useLabels, useProjects } from './data'
import { useDesk, type Question } from './desk'
import { HelpSheet } from './help-sheet'
import { EmptySheet, PurgeSheet } from './purge-sheets'
import { Sheet } from './sheet'

type QuestionSheetProps = { question: Question; onClose: () => void }

/** Whatever is asked in the middle of the page. */
export function QuestionSheet({ question, onClose }: QuestionSheetProps) {
  switch (question.kind) {
    case 'help':
      return <HelpSheet onClose={onClose} />
    case 'date':
      return <DateSheet tasks={question.tasks} onClose={onClose} />
    case 'move':
      return <MoveSheet tasks={question.tasks} onClose={onClose} />
    case 'labels':
      return <LabelSheet tasks={question.tasks} onClose={onClose} />
    case 'delete':
      return <DeleteSheet tasks={question.tasks} onClose={onClose} />
    case 'purge':
      return <PurgeSheet task={question.task} onClose={onClose} />
    case 'empty':
      return <EmptySheet until={question.until} onClose={onClose} />
  }
}

type AskedProps = { tasks: TaskView[]; onClose: () => void }

function DateSheet({ tasks, onClose }: AskedProps) {
  const { actions, calendar, selection } = useDesk()
  const [first] = tasks
  const known = first?.due ? onTheWall(first.due, calendar.zone) : null
  const [day, setDay] = useState(known?.day ?? calendar.today)
  const [time, setTime] = useState((tasks.length === 1 && known?.time) || '')
  const [scope, setScope] = useState<'this' | 'series'>('this')
  const recurring = tasks.some(({ recurrence }) => recurrence !== null)

  function put(to: string | null, clock = ''): void {
    onClose()
    selection.clear()
    const due = to === null ? null : dueOn(to, clock, calendar.zone)
    const words = to === null ? '' : `due ${relativeDay(to, calendar)}${clock && ` ${clock}`}`
    void actions.reschedule(tasks, due, words, recurring ? scope : undefined)
  }

  return (
    <Sheet title={`When: ${many(tasks)}`} onClose={onClose}>
      <div className="choices">
        {suggestions(calendar).map(({ label, day: to }) => (
          <button key={label} type="button" className="choice" onClick={() => put(to)}>
            <span>{label}</span>
            <span className="muted">{wholeDate(to, calendar.dateOrder)}</span>
          </button>
        ))}
        <button type="button" className="choice" onClick={() => put(null)}>
          No date
        </button>
      </div>
      <form
        className="form sheet-form"
        onSubmit={(event) => {
          event.preventDefault()
          put(day, time)
        }}
      >
        <div className="field">
          <label htmlFor="when-day">Day</label>
          <input
            id="when-day"
            type="date"
            required
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="when-time">Time</label>
          <input
            id="when-time"
            type="time"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
        </div>
        {recurring && <ScopeField scope={scope} onChange={setScope} />}
        <button type="submit" className="button">
          Set date
        </button>
      </form>
    </Sheet>
  )
}

type ScopeFieldProps = { scope: 'this' | 'series'; onChange: (scope: 'this' | 'series') => void }

function ScopeField({ scope, onChange }: ScopeFieldProps) {
  return (
    <fieldset className="field scope-field">
      <legend>It comes back. Change…</legend>
      {(['this', 'series'] as const).map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="scope"
            checked={scope === each}
            onChange={() => onChange(each)}
          />
          {each === 'this' ? 'only this time' : 'this and those to come'}
        </label>
      ))}
    </fieldset>
  )
}

function MoveSheet({ tasks, onClose }: AskedProps) {
  const { actions, selection } = useDesk()
  const projects = useProjects()?.projects ?? []

  function put(place: Place, where: string): void {
    onClose()
    selection.clear()
    void actions.move(tasks, place, where)
  }

  return (
    <Sheet title={`Move ${many(tasks)} to`} onClose={onClose}>
      <div className="choices">
        <button
          type="button"
          className="choice"
          onClick={() => put({ project: 'inbox' }, 'the inbox')}
        >
          Inbox
        </button>
        {projects.map(({ id, name, sections }) => (
          <div key={id} className="choice-group">
            <button type="button" className="choice" onClick={() => put({ project: id }, name)}>
              {name}
            </button>
            {sections.map((section) => (
              <button
                key={section.id}
                type="button"
                className="choice choice-below"
                onClick={() =>
                  put({ project: id, section: section.id }, `${name} / ${section.name}`)
                }
              >
                {section.name}
              </button>
            ))}
          </div>
        ))}
        {projects.length === 0 && <p className="muted">There are no projects yet.</p>}
      </div>
    </Sheet>
  )
}

function LabelSheet({ tasks, onClose }: AskedProps) {
  const { actions, selection } = useDesk()
  const labels = useLabels() ?? []
  const [fresh, setFresh] = useState('')

  function give(name: string): void {
    const everywhere = tasks.every((task) => task.labels.includes(name))
    const words = everywhere
      ? `Took “${name}” off ${many(tasks)}.`
      : `Labelled ${many(tasks)} “${name}”.`
    const change = everywhere ? { remove: [name] } : { add: [name] }
    onClose()
    selection.clear()
    void actions.change(tasks, { labels: change }, words)
  }

  return (
    <Sheet title={`Labels of ${many(tasks)}`} onClose={onClose}>
      <div className="choices">
        {labels.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="choice"
            aria-pressed={tasks.every((task) => task.labels.includes(name))}
            onClick={() => give(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <form
        className="form sheet-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (fresh.trim() !== '') give(fresh.trim())
        }}
      >
        <div className="field">
          <label htmlFor="new-label">New label</label>
          <input
            id="new-label"
            value={fresh}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setFresh(event.target.value)}
          />
        </div>
        <button type="submit" className="button button-quiet">
          Add label
        </button>
      </form>
    </Sheet>
  )
}

function DeleteSheet({ tasks, onClose }: AskedProps) {
  const { actions, selection } = useDesk()
  return (
    <Sheet title={`Move ${many(tasks)} to the trash?`} onClose={onClose}>
      <p>Subtasks go along. For thirty days they can be restored from the trash.</p>
      <div className="sheet-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-danger sheet-first"
          onClick={() => {
            onClose()
            selection.clear()
            void actions.remove(tasks)
          }}
        >
          Move to the trash
        </button>
      </div>
    </Sheet>
  )
}
