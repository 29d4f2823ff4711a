'use client'

import type { TaskView } from '@/lib/tasks'

import { useDesk } from './desk'
import { Sheet } from './sheet'

type PurgeSheetProps = { task: TaskView; onClose: () => void }

/** Asks before one task of the trash goes for good. */
export function PurgeSheet({ task, onClose }: PurgeSheetProps) {
  const { actions } = useDesk()
  return (
    <Irrevocable
      title={`Delete “${task.title}” for good?`}
      label="Delete for good"
      onClose={onClose}
      onYes={() => void actions.purge(task)}
    >
      Its history goes as well, and so do its subtasks that are in the trash.
    </Irrevocable>
  )
}

type EmptySheetProps = { until: string; onClose: () => void }

/** Asks before the whole trash goes for good. */
export function EmptySheet({ until, onClose }: EmptySheetProps) {
  const { actions } = useDesk()
  return (
    <Irrevocable
      title="Empty the trash?"
      label="Empty trash"
      onClose={onClose}
      onYes={() => void actions.empty(until)}
    >
      Every task in it is deleted for good, with its history.
    </Irrevocable>
  )
}

type IrrevocableProps = {
  title: string
  label: string
  children: string
  onClose: () => void
  onYes: () => void
}

/** There is no way back from these: who only presses Enter has cancelled. */
function Irrevocable({ title, label, children, onClose, onYes }: IrrevocableProps) {
  return (
    <Sheet title={title} onClose={onClose}>
      <p>
        {children} <strong>This cannot be undone.</strong>
      </p>
      <div className="sheet-actions">
        <button type="button" className="button button-quiet sheet-first" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-danger"
          onClick={() => {
            onClose()
            onYes()
          }}
        >
          {label}
        </button>
      </div>
    </Sheet>
  )
}
