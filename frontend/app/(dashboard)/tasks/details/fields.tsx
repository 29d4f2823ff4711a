'use client'

import { useId, type ReactNode } from 'react'

import { dueOn, onTheWall } from '@/lib/task-dates'
import type { Change } from '@/lib/task-deeds'
import type { Priority, Status, TaskView } from '@/lib/tasks'

import { useProjects } from '../data'
import { useDesk } from '../desk'
import { useDraft } from './draft'
import { LabelsField } from './labels-field'
import { RemindersField } from './reminders-field'
import { RepeatField } from './repeat-field'
import { useSave } from './saving'

/** What a task says beside its words, each saved as it is changed. */
export function Fields({ task }: { task: TaskView }) {
  return (
    <div className="details-fields">
      <DueField task={task} />
      <RepeatField task={task} />
      <RemindersField task={task} />
      <PriorityField task={task} />
      <ProjectField task={task} />
      <LabelsField task={task} />
      <MoreFields task={task} />
    </div>
  )
}

/** What few tasks have; in sight where this one does. */
function MoreFields({ task }: { task: TaskView }) {
  const { deadline, defer_until, estimate_minutes, status } = task
  const said = [deadline, defer_until, estimate_minutes].some((value) => value !== null)
  return (
    <details
      className="more-fields"
      open={said || status === 'in_progress' || status === 'waiting'}
    >
      <summary>Status, deadline, start and estimate</summary>
      <StatusField task={task} />
      <DayField task={task} field="deadline" label="Deadline" />
      <DayField task={task} field="defer_until" label="Not before" />
      <EstimateField task={task} />
    </details>
  )
}

type LineProps = { label: string; children: (id: string) => ReactNode }

/** A label and its field, side by side. */
export function Line({ label, children }: LineProps) {
  const id = useId()
  return (
    <div className="details-line">
      <label htmlFor={id}>{label}</label>
      <div className="details-value">{children(id)}</div>
    </div>
  )
}

type FieldProps = { task: TaskView }

function DueField({ task }: FieldProps) {
  const { save } = useSave()
  const { calendar } = useDesk()
  const saved = task.due === null ? null : onTheWall(task.due, calendar.zone)
  const draft = useDraft(task, { day: saved?.day ?? '', time: saved?.time ?? '' })
  const { day, time } = draft.value

  async function keep(): Promise<void> {
    if (draft.base === null) return
    const change: Change =
      day === '' ? { clear: ['due'] } : { set: { due: dueOn(day, time, calendar.zone) } }
    if (await save(change, day === '' ? 'Date removed.' : 'Date changed.', draft.base)) draft.done()
  }

  return (
    <Line label="Due">
      {(id) => (
        <div
          className="details-pair"
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) void keep()
          }}
        >
          <input
            id={id}
            type="date"
            value={day}
            onChange={(event) => draft.change({ day: event.target.value, time })}
          />
          <input
            type="time"
            aria-label="Due time"
            value={time}
            disabled={day === ''}
            onChange={(event) => draft.change({ day, time: event.target.value })}
          />
          {task.due !== null && (
            <p className="hint" data-overdue={task.overdue}>
              {task.due_words}
            </p>
          )}
        </div>
      )}
    </Line>
  )
}

type DayFieldProps = FieldProps & { field: 'deadline' | 'defer_until'; label: string }

function DayField({ task, field, label }: DayFieldProps) {
  const { save } = useSave()
  const draft = useDraft(task, task[field] ?? '')

  async function keep(): Promise<void> {
    if (draft.base === null) return
    const day = draft.value
    const change: Change = day === '' ? { clear: [field] } : { set: { [field]: day } }
    if (await save(change, `${label} ${day === '' ? 'removed' : 'changed'}.`, draft.base)) {
      draft.done()
    }
  }

  return (
    <Line label={label}>
      {(id) => (
        <input
          id={id}
          type="date"
          value={draft.value}
          onChange={(event) => draft.change(event.target.value)}
          onBlur={() => void keep()}
        />
      )}
    </Line>
  )
}

const PRIORITIES: readonly Priority[] = ['none', 'low', 'medium', 'high', 'urgent']

function PriorityField({ task }: FieldProps) {
  const { save } = useSave()
  const put = (priority: Priority): void => {
    const change: Change = priority === 'none' ? { clear: ['priority'] } : { set: { priority } }
    void save(change, `Priority: ${priority}.`)
  }
  return (
    <Line label="Priority">
      {(id) => (
        <select
          id={id}
          value={task.priority}
          onChange={(event) => put(event.target.value as Priority)}
        >
          {PRIORITIES.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

const STATUSES: Record<Status, string> = {
  open: 'open',
  in_progress: 'in progress',
  waiting: 'waiting',
  done: 'done',
  cancelled: 'cancelled',
}

function StatusField({ task }: FieldProps) {
  const { actions } = useDesk()
  const put = (status: Status): void => {
    if (status === 'done') void actions.complete([task])
    else void actions.restart([task], status)
  }
  return (
    <Line label="Status">
      {(id) => (
        <select id={id} value={task.status} onChange={(event) => put(event.target.value as Status)}>
          {Object.entries(STATUSES).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

function ProjectField({ task }: FieldProps) {
  const { actions } = useDesk()
  const projects = useProjects()?.projects ?? []
  const value = `${task.project?.id ?? 'inbox'}/${task.section?.id ?? ''}`

  function put(place: string): void {
    const [project = 'inbox', section = ''] = place.split('/')
    const known = projects.find(({ id }) => id === project)
    const within = known?.sections.find(({ id }) => id === section)
    const where = [known?.name ?? 'the inbox', within?.name].filter(Boolean).join(' / ')
    void actions.move([task], section === '' ? { project } : { project, section }, where)
  }

  return (
    <Line label="Project">
      {(id) => (
        <select
          id={id}
          value={value}
          disabled={task.parent_id !== null}
          onChange={(event) => put(event.target.value)}
        >
          <option value="inbox/">Inbox</option>
          {projects.flatMap(({ id: project, name, sections }) => [
            <option key={project} value={`${project}/`}>
              {name}
            </option>,
            ...sections.map((section) => (
              <option key={section.id} value={`${project}/${section.id}`}>
                {name} / {section.name}
              </option>
            )),
          ])}
        </select>
      )}
    </Line>
  )
}

function EstimateField({ task }: FieldProps) {
  const { save } = useSave()
  const saved = task.estimate_minutes === null ? '' : String(task.estimate_minutes)
  const draft = useDraft(task, saved)

  async function keep(): Promise<void> {
    if (draft.base === null) return
    const minutes = Number.parseInt(draft.value, 10)
    const change: Change =
      minutes > 0 ? { set: { estimate_minutes: minutes } } : { clear: ['estimate'] }
    if (await save(change, 'Estimate changed.', draft.base)) draft.done()
  }

  return (
    <Line label="Estimate">
      {(id) => (
        <div className="details-pair">
          <input
            id={id}
            type="number"
            min={1}
            max={525_600}
            inputMode="numeric"
            value={draft.value}
            onChange={(event) => draft.change(event.target.value)}
            onBlur={() => void keep()}
          />
          <span className="muted">minutes</span>
        </div>
      )}
    </Line>
  )
}
