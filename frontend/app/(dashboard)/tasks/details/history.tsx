'use client'

import { moment } from '@/lib/task-dates'
import type { HistoryEntry } from '@/lib/tasks'

import { useDesk } from '../desk'

const VERBS: Record<string, string> = {
  created: 'Added',
  added: 'Added',
  updated: 'Changed',
  rescheduled: 'Rescheduled',
  moved: 'Moved',
  deleted: 'Moved to the trash',
  restored: 'Restored',
  completed: 'Completed',
  reopened: 'Reopened',
  cancelled: 'Cancelled',
  status_set: 'Status changed',
  scheduled: 'Came back',
  undone: 'Undone',
}

const VIA: Record<string, string> = {
  chat: 'in the chat',
  rest: 'on this page',
  mcp: 'by a connected program',
  system: 'by Errand itself',
}

const FIELDS: Record<string, string> = {
  due_date: 'date',
  due_local: 'date',
  due_tz: 'time zone',
  due_utc: 'date',
  defer_until: 'defer date',
  estimate_minutes: 'estimate',
  project_id: 'project',
  section_id: 'section',
  parent_id: 'parent',
  completed_at: '',
  cancelled_at: '',
  updated_at: '',
  deleted_at: '',
  position: 'place',
  source_text: '',
}

/** Who changed what, newest first; each can be taken back as long as nothing later stands on it. */
export function History({ entries }: { entries: HistoryEntry[] | null }) {
  if (entries === null || entries.length === 0) return null
  return (
    <details className="details-part history">
      <summary>History</summary>
      <ol>
        {entries.map((entry) => (
          <HistoryRow key={entry.id} entry={entry} />
        ))}
      </ol>
    </details>
  )
}

function HistoryRow({ entry }: { entry: HistoryEntry }) {
  const { actions, calendar } = useDesk()
  const verb = VERBS[entry.verb] ?? entry.verb
  const fields = fieldsInWords(entry)
  return (
    <li data-undone={entry.undone}>
      <div>
        <span>
          {verb}
          {fields !== '' && ` ${fields}`}
        </span>
        <span className="muted">
          {moment(entry.at, calendar)}, {VIA[entry.via] ?? entry.via}
          {entry.undone && ' · undone since'}
        </span>
      </div>
      {!entry.undone && (
        <button
          type="button"
          className="button button-small button-quiet"
          aria-label={`Undo: ${verb} ${fields}`.trim()}
          onClick={() => void actions.undoEvent(entry.id)}
        >
          Undo
        </button>
      )}
    </li>
  )
}

function fieldsInWords({ verb, fields, before, after }: HistoryEntry): string {
  if (verb !== 'updated' && verb !== 'rescheduled') return ''
  const names = [...new Set(fields.map((name) => FIELDS[name] ?? name.replaceAll('_', ' ')))]
  const shown = names.filter((name) => name !== '')
  if (shown.length !== 1 || shown[0] !== 'title') return shown.join(', ')
  return `title from “${String(before?.title)}” to “${String(after?.title)}”`
}
