import type { Imported, ImportedTask, ImportIssue } from '@/lib/transfer'

import { DataTable, type Column } from '../../_ui/data-table'
import { Notice } from '../../_ui/notice'
import { ACTIONS, changing, inWords } from './import-words'

type PreviewProps = {
  name: string
  trial: Imported
  problem: string | null
  busy: boolean
  onConfirm: () => void
  onCancel: () => void
}

const TASKS: Column<ImportedTask>[] = [
  { name: 'Line', cell: ({ line }) => line },
  { name: 'Task', cell: ({ title }) => <span className="wraps">{title}</span> },
  { name: 'What happens', cell: ({ action }) => ACTIONS[action] },
]

const ISSUES: Column<ImportIssue>[] = [
  { name: 'Line', cell: ({ line }) => (line === 0 ? 'Whole file' : line) },
  { name: 'Part', cell: ({ field }) => field || 'the task' },
  { name: 'What is wrong', cell: ({ problem }) => <span className="wraps">{problem}</span> },
  { name: 'So', cell: (issue) => consequence(issue) },
]

/** What a file would do, line by line, before anything is done. */
export function Preview({ name, trial, problem, busy, onConfirm, onCancel }: PreviewProps) {
  const changes = changing(trial.counts)
  return (
    <>
      <p role="status">
        <strong>{name}</strong> would give: {inWords(trial.counts)}.
        {changes === 0 && ' There is nothing to import.'}
      </p>
      <NewNames trial={trial} />
      <Issues trial={trial} />
      <Tasks trial={trial} />
      {problem !== null && <Notice>{problem}</Notice>}
      <div className="preview-actions">
        {changes > 0 && (
          <button type="button" className="button" disabled={busy} onClick={onConfirm}>
            {busy ? 'One moment…' : `Import ${changes.toLocaleString()} ${tasksOf(changes)}`}
          </button>
        )}
        <button type="button" className="button button-quiet" disabled={busy} onClick={onCancel}>
          Choose another file
        </button>
      </div>
    </>
  )
}

function NewNames({ trial: { new_projects, new_labels } }: { trial: Imported }) {
  if (new_projects.length + new_labels.length === 0) return null
  return (
    <p className="muted">
      {new_projects.length > 0 && `New projects: ${new_projects.join(', ')}. `}
      {new_labels.length > 0 && `New labels: ${new_labels.join(', ')}.`}
    </p>
  )
}

function Issues({ trial: { issues, issues_total } }: { trial: Imported }) {
  if (issues.length === 0) return null
  return (
    <>
      <h4 id="import-issues">Not understood ({issues_total.toLocaleString()})</h4>
      <DataTable
        labelledBy="import-issues"
        columns={ISSUES}
        rows={issues}
        keyOf={({ line, field, problem }) => `${line} ${field} ${problem}`}
        none=""
      />
      <Rest shown={issues.length} all={issues_total} />
    </>
  )
}

function Tasks({ trial: { tasks, counts } }: { trial: Imported }) {
  if (tasks.length === 0) return null
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <h4 id="import-tasks">Tasks</h4>
      <DataTable
        labelledBy="import-tasks"
        columns={TASKS}
        rows={tasks}
        keyOf={({ line, title }) => `${line} ${title}`}
        none=""
      />
      <Rest shown={tasks.length} all={all} />
    </>
  )
}

function Rest({ shown, all }: { shown: number; all: number }) {
  if (all <= shown) return null
  return <p className="muted">And {(all - shown).toLocaleString()} more.</p>
}

function consequence({ line, left_out }: ImportIssue): string {
  if (left_out) return 'the task is left out'
  return line === 0 ? '' : 'only this is left out'
}

function tasksOf(count: number): string {
  return count === 1 ? 'task' : 'tasks'
}
