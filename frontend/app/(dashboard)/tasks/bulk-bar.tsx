'use client'

import { isFinished, type TaskView } from '@/lib/tasks'

import { useDesk } from './desk'
import { CheckIcon } from '../../_ui/icons'
import { CloseIcon, LabelIcon, ProjectIcon, TodayIcon, TrashIcon } from './icons'
import { remove } from './keyboard'

/** What can be done to everything that is selected. */
export function BulkBar({ tasks }: { tasks: TaskView[] }) {
  const desk = useDesk()
  const { selection, actions, ask } = desk
  if (!selection.active) return null
  const those = tasks.filter(({ id }) => selection.ids.has(id))
  const none = those.length === 0
  const open = those.filter((task) => !isFinished(task))

  return (
    <section className="bulk-bar" aria-label="Selected tasks">
      <p aria-live="polite">
        <strong>{those.length}</strong> selected
      </p>
      <button type="button" className="bulk-deed" onClick={selection.all}>
        All
      </button>
      <button
        type="button"
        className="bulk-deed"
        disabled={none}
        onClick={() => {
          selection.clear()
          void (open.length > 0 ? actions.complete(open) : actions.reopen(those))
        }}
      >
        <CheckIcon />
        {open.length > 0 || none ? 'Complete' : 'Reopen'}
      </button>
      <button
        type="button"
        className="bulk-deed"
        disabled={none}
        onClick={() => ask({ kind: 'date', tasks: those })}
      >
        <TodayIcon />
        Reschedule
      </button>
      <button
        type="button"
        className="bulk-deed"
        disabled={none}
        onClick={() => ask({ kind: 'move', tasks: those })}
      >
        <ProjectIcon />
        Move
      </button>
      <button
        type="button"
        className="bulk-deed"
        disabled={none}
        onClick={() => ask({ kind: 'labels', tasks: those })}
      >
        <LabelIcon />
        Label
      </button>
      <button
        type="button"
        className="bulk-deed"
        disabled={none}
        onClick={() => remove(those, desk)}
      >
        <TrashIcon />
        Delete
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="End the selection"
        onClick={selection.clear}
      >
        <CloseIcon />
      </button>
    </section>
  )
}
