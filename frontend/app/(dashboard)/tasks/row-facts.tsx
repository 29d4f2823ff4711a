'use client'

import { estimateInWords, onTheWall, relativeDay, relativeDue, wholeDate } from '@/lib/task-dates'
import { pathOf } from '@/lib/task-views'
import type { TaskView } from '@/lib/tasks'

import { followLink } from './address'
import { useLabels } from './data'
import { useDesk } from './desk'
import { BellIcon, FlagIcon, NotesIcon, ProjectIcon, RepeatIcon, SubtasksIcon } from './icons'

type RowFactsProps = { task: TaskView; dayKnown: boolean }

/** What is known of a task beside its title, in one line; exact dates when one points at it. */
export function RowFacts({ task, dayKnown }: RowFactsProps) {
  const { priority, status, notes, reminders, estimate_minutes } = task
  return (
    <span className="task-facts">
      <DueFact task={task} dayKnown={dayKnown} />
      <DeadlineFact task={task} />
      {priority !== 'none' && (
        <span className={`fact priority-${priority}`}>
          <FlagIcon />
          {priority}
        </span>
      )}
      {status === 'in_progress' && <span className="fact">in progress</span>}
      {status === 'waiting' && <span className="fact">waiting</span>}
      {status === 'cancelled' && <span className="fact">cancelled</span>}
      <SubtasksFact task={task} />
      {estimate_minutes !== null && (
        <span className="fact">{estimateInWords(estimate_minutes)}</span>
      )}
      {notes !== '' && (
        <span className="fact" title="Has notes">
          <NotesIcon />
          <span className="visually-hidden">has notes</span>
        </span>
      )}
      {reminders.length > 0 && (
        <span className="fact" title="Reminds you">
          <BellIcon />
          <span className="visually-hidden">with a reminder</span>
        </span>
      )}
      <LabelFacts names={task.labels} />
      <ProjectFact task={task} />
    </span>
  )
}

function DueFact({ task, dayKnown }: RowFactsProps) {
  const { calendar } = useDesk()
  const { due, due_words, overdue, recurrence, recurrence_words } = task
  const words = due && (dayKnown ? onTheWall(due, calendar.zone).time : relativeDue(due, calendar))
  return (
    <>
      {due !== null && words !== null && (
        <time
          className="fact"
          dateTime={'date' in due ? due.date : due.local}
          title={due_words}
          data-overdue={overdue}
        >
          {words}
        </time>
      )}
      {recurrence !== null && (
        <span className="fact" title={recurrence_words}>
          <RepeatIcon />
          {recurrence_words}
        </span>
      )}
    </>
  )
}

function DeadlineFact({ task }: { task: TaskView }) {
  const { calendar } = useDesk()
  const { deadline, defer_until } = task
  return (
    <>
      {deadline !== null && (
        <span
          className="fact"
          title={`Deadline: ${wholeDate(deadline, calendar.dateOrder)}`}
          data-overdue={deadline < calendar.today}
        >
          by {relativeDay(deadline, calendar)}
        </span>
      )}
      {defer_until !== null && defer_until > calendar.today && (
        <span className="fact" title={`Not before ${wholeDate(defer_until, calendar.dateOrder)}`}>
          from {relativeDay(defer_until, calendar)}
        </span>
      )}
    </>
  )
}

function SubtasksFact({ task }: { task: TaskView }) {
  const { open, done } = task.subtasks
  if (open + done === 0) return null
  return (
    <span className="fact" title={`${done} of ${open + done} subtasks are done`}>
      <SubtasksIcon />
      {done}/{open + done}
    </span>
  )
}

function LabelFacts({ names }: { names: string[] }) {
  const known = useLabels()
  return names.map((name) => {
    const id = known?.find((label) => label.name === name)?.id
    if (id === undefined) {
      return (
        <span key={name} className="fact label">
          {name}
        </span>
      )
    }
    return (
      <a
        key={name}
        className="fact label"
        href={pathOf({ kind: 'label', id })}
        onClick={followLink}
      >
        {name}
      </a>
    )
  })
}

function ProjectFact({ task }: { task: TaskView }) {
  const { view } = useDesk()
  if (task.project === null || view.kind === 'project') return null
  return (
    <a
      className="fact fact-project"
      href={pathOf({ kind: 'project', id: task.project.id })}
      onClick={followLink}
    >
      <ProjectIcon />
      {task.project.name}
      {task.section !== null && ` / ${task.section.name}`}
    </a>
  )
}
