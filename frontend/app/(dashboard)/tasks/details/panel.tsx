'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { TaskDetails, TaskView } from '@/lib/tasks'

import { Notice } from '../../../_ui/notice'
import { useExplain } from '../../../_ui/viewer'
import { openTask } from '../address'
import { knownTask, useDetails } from '../data'
import { useDesk } from '../desk'
import { Waiting } from '../empty'
import { CloseIcon, TrashIcon } from '../icons'
import { focusTask } from '../keyboard'
import { Check } from '../task-row'
import { Fields } from './fields'
import { History } from './history'
import { Links } from './links'
import { Notes } from './notes'
import { SaveProvider, useSave, useSaving } from './saving'
import { Subtasks } from './subtasks'
import { TitleField } from './title-field'

/** Everything of one task, beside the list; on a phone over it. */
export function DetailsPanel({ id }: { id: string }) {
  const client = useQueryClient()
  const explain = useExplain()
  const { data, error, refetch } = useDetails(id, knownTask(client, id))
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.focus()
  }, [])

  function close(): void {
    openTask(null)
    // The row is there again once the panel has gone from over it.
    requestAnimationFrame(() => focusTask(id))
  }

  return (
    <aside
      ref={panel}
      className="details"
      aria-label="Details"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      {data !== undefined && <Details details={data} onClose={close} />}
      {data === undefined && error === null && <Waiting />}
      {data === undefined && error !== null && (
        <Notice
          action={
            <div className="notice-actions">
              <button type="button" className="button button-small" onClick={() => void refetch()}>
                Try again
              </button>
              <button
                type="button"
                className="button button-small button-quiet"
                onClick={() => openTask(null)}
              >
                Close
              </button>
            </div>
          }
        >
          {explain(error)}
        </Notice>
      )}
    </aside>
  )
}

type DetailsProps = { details: TaskDetails; onClose: () => void }

function Details({ details, onClose }: DetailsProps) {
  const { task, subtasks, history } = details
  const { actions } = useDesk()
  const saving = useSaving(task)
  const gone = task.deleted_at !== null

  return (
    <SaveProvider value={saving}>
      <header className="details-head">
        <Check task={task} />
        <span className="task-number">#{task.number}</span>
        <span className="details-space" />
        {!gone && (
          <button
            type="button"
            className="icon-button"
            aria-label="Move to the trash"
            title="Move to the trash"
            onClick={() => {
              onClose()
              void actions.remove([task])
            }}
          >
            <TrashIcon />
          </button>
        )}
        <button type="button" className="icon-button" aria-label="Close details" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {gone && <InTheTrash task={task} />}
      <Conflict />
      <TitleField task={task} />
      <Fields task={task} />
      <Notes task={task} />
      <Subtasks task={task} subtasks={subtasks} />
      <Links task={task} />
      <History entries={history} />
    </SaveProvider>
  )
}

function InTheTrash({ task }: { task: TaskView }) {
  const { actions } = useDesk()
  return (
    <Notice
      tone="info"
      action={
        <button
          type="button"
          className="button button-small"
          onClick={() => void actions.restore([task])}
        >
          Restore
        </button>
      }
    >
      This task is in the trash.
    </Notice>
  )
}

/** The same field was changed here and elsewhere: the person says which holds. */
function Conflict() {
  const { conflict, keepMine, takeTheirs } = useSave()
  if (conflict === null) return null
  return (
    <Notice
      action={
        <div className="notice-actions">
          <button type="button" className="button button-small" onClick={keepMine}>
            Keep mine
          </button>
          <button type="button" className="button button-small button-quiet" onClick={takeTheirs}>
            Take theirs
          </button>
        </div>
      }
    >
      This was changed elsewhere while you were editing it. Which one holds?
    </Notice>
  )
}
