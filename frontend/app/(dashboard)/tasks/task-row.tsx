'use client'

import { useSortable } from '@dnd-kit/react/sortable'
import type { KeyboardEvent, MouseEvent } from 'react'

import type { Row } from '@/lib/task-groups'
import { isFinished, type TaskView } from '@/lib/tasks'

import { CheckIcon } from '../../_ui/icons'
import { openTask } from './address'
import { useDesk } from './desk'
import { GripIcon, MoreIcon, PencilIcon, TodayIcon } from './icons'
import { RowFacts } from './row-facts'
import { TitleEditor } from './title-editor'

type TaskRowProps = Row & {
  group: string
  index: number
  /** Whether the row can be put elsewhere. */
  movable: boolean
  /** The list says the day already. */
  dayKnown: boolean
  open: boolean
}

/** One task of the list: tick it, open it, rename it, take it elsewhere. */
export function TaskRow({ task, depth, group, index, movable, dayKnown, open }: TaskRowProps) {
  const { selection, editing, setEditing } = useDesk()
  const { ref, handleRef, isDragging } = useSortable({
    id: task.id,
    index,
    group,
    type: 'task',
    accept: 'task',
    disabled: !movable,
  })
  const selected = selection.ids.has(task.id)

  return (
    <li
      // Without a handle the library would make the whole row a button.
      ref={movable ? ref : undefined}
      className="task"
      data-task={task.id}
      data-done={isFinished(task)}
      data-selected={selected}
      data-open={open}
      data-depth={depth}
      data-dragging={isDragging}
      onClick={(event) => clicked(event, task, selection)}
    >
      {movable && (
        <button type="button" ref={handleRef} className="grip" aria-label={`Move “${task.title}”`}>
          <GripIcon />
        </button>
      )}
      {selection.active ? <SelectBox task={task} /> : <Check task={task} />}
      <div className="task-text">
        {editing === task.id ? (
          <TitleEditor task={task} onClose={() => setEditing(null)} />
        ) : (
          <button
            type="button"
            className="task-title"
            aria-expanded={open}
            onClick={(event) => titleClicked(event, task, selection)}
          >
            {task.title}
          </button>
        )}
        <RowFacts task={task} dayKnown={dayKnown} />
      </div>
      <RowTools task={task} />
      <span className="task-number">#{task.number}</span>
    </li>
  )
}

type Selecting = ReturnType<typeof useDesk>['selection']

function titleClicked(event: MouseEvent, task: TaskView, selection: Selecting): void {
  event.stopPropagation()
  if (!select(event, task, selection)) openTask(task.id)
}

function clicked(event: MouseEvent, task: TaskView, selection: Selecting): void {
  const on = event.target as Element
  if (on.closest('button, input, a, textarea') !== null) return
  if (!select(event, task, selection)) openTask(task.id)
}

/** With Shift or Ctrl, and wherever boxes are shown, a click selects. */
function select(event: MouseEvent, { id }: TaskView, selection: Selecting): boolean {
  if (event.shiftKey) selection.extendTo(id)
  else if (event.metaKey || event.ctrlKey || selection.active) selection.toggle(id)
  else return false
  return true
}

export function Check({ task }: { task: TaskView }) {
  const { actions } = useDesk()
  const done = isFinished(task)
  return (
    <button
      type="button"
      className="check"
      role="checkbox"
      aria-checked={done}
      aria-label={task.title}
      title={done ? 'Reopen' : 'Complete'}
      data-priority={task.priority}
      data-state={task.status}
      onClick={() => void (done ? actions.reopen([task]) : actions.complete([task]))}
    >
      {done && <CheckIcon />}
    </button>
  )
}

function SelectBox({ task }: { task: TaskView }) {
  const { selection } = useDesk()
  const selected = selection.ids.has(task.id)
  const toggle = (event: MouseEvent | KeyboardEvent): void => {
    if (event.shiftKey) selection.extendTo(task.id)
    else selection.toggle(task.id)
  }
  return (
    <button
      type="button"
      className="select-box"
      role="checkbox"
      aria-checked={selected}
      aria-label={`Select “${task.title}”`}
      onClick={toggle}
    >
      {selected && <CheckIcon />}
    </button>
  )
}

/** Shown to a pointer that can hover; the keyboard and the panel have the same. */
function RowTools({ task }: { task: TaskView }) {
  const { ask, setEditing } = useDesk()
  return (
    <div className="row-tools">
      <button
        type="button"
        className="icon-button"
        aria-label={`Rename “${task.title}”`}
        title="Rename (e)"
        onClick={() => setEditing(task.id)}
      >
        <PencilIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Reschedule “${task.title}”`}
        title="Reschedule (d)"
        onClick={() => ask({ kind: 'date', tasks: [task] })}
      >
        <TodayIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Details of “${task.title}”`}
        title="Details (Enter)"
        onClick={() => openTask(task.id)}
      >
        <MoreIcon />
      </button>
    </div>
  )
}
