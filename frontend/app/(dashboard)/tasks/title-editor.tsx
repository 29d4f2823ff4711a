'use client'

import { useRef, useState, type KeyboardEvent } from 'react'

import { conflictOf } from '@/lib/task-deeds'
import type { TaskView } from '@/lib/tasks'

import { useExplain } from '../../_ui/viewer'
import { useDesk } from './desk'

type TitleEditorProps = { task: TaskView; onClose: () => void }

const LONGEST = 500

/** Renames a task where it stands. What was typed stays until it is saved or given up. */
export function TitleEditor({ task, onClose }: TitleEditorProps) {
  const { actions } = useDesk()
  const explain = useExplain()
  // What the person began from: a change from elsewhere must not slip under what they type.
  const [base, setBase] = useState(task)
  const [draft, setDraft] = useState(task.title)
  const [problem, setProblem] = useState<string | null>(null)
  const leaving = useRef(false)

  async function save(): Promise<void> {
    const title = draft.trim()
    if (leaving.current) return
    if (title === '' || title === base.title) return close()
    leaving.current = true
    try {
      await actions.edit(base, { set: { title } }, `Renamed to “${title}”.`)
      close()
    } catch (error) {
      leaving.current = false
      const current = conflictOf(error)
      if (current !== null) setBase(current)
      setProblem(
        current === null
          ? explain(error)
          : `Meanwhile it was renamed to “${current.title}”. Enter keeps yours, Escape that one.`,
      )
    }
  }

  function close(): void {
    leaving.current = true
    onClose()
  }

  function pressed(event: KeyboardEvent): void {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void save()
    if (event.key === 'Escape') close()
  }

  return (
    <span className="title-editor">
      <input
        aria-label={`Title of #${task.number}`}
        aria-invalid={problem !== null}
        value={draft}
        maxLength={LONGEST}
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={pressed}
        onBlur={() => problem === null && void save()}
      />
      {problem !== null && (
        <span role="alert" className="field-error">
          {problem}
        </span>
      )}
    </span>
  )
}
