'use client'

import { lazy, Suspense, useState, type KeyboardEvent } from 'react'

import type { TaskView } from '@/lib/tasks'

import { useDraft } from './draft'
import { useSave } from './saving'

const Markdown = lazy(() => import('./markdown'))
const LONGEST = 10_000

/** Notes are read as Markdown, and written where they are read. */
export function Notes({ task }: { task: TaskView }) {
  const { save } = useSave()
  const draft = useDraft(task, task.notes)
  const [writing, setWriting] = useState(false)

  async function keep(): Promise<void> {
    setWriting(false)
    if (draft.base === null) return
    const notes = draft.value.trim()
    if (notes === draft.base.notes) return draft.done()
    const change = notes === '' ? { clear: ['notes' as const] } : { set: { notes } }
    if (await save(change, 'Notes saved.', draft.base)) draft.done()
    else setWriting(true)
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      draft.done()
      setWriting(false)
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur()
  }

  return (
    <section className="details-part" aria-labelledby="details-notes">
      <header>
        <h3 id="details-notes">Notes</h3>
        {!writing && task.notes !== '' && (
          <button
            type="button"
            className="button button-small button-quiet"
            onClick={() => setWriting(true)}
          >
            Edit
          </button>
        )}
      </header>
      {writing ? (
        <>
          <textarea
            className="details-notes"
            aria-label="Notes"
            rows={6}
            maxLength={LONGEST}
            autoFocus
            value={draft.value}
            onChange={(event) => draft.change(event.target.value)}
            onKeyDown={pressed}
            onBlur={() => void keep()}
          />
          <p className="hint">Markdown. Ctrl Enter saves, Escape gives up what you typed.</p>
        </>
      ) : draft.value === '' ? (
        <button type="button" className="details-add" onClick={() => setWriting(true)}>
          Add notes
        </button>
      ) : (
        <Suspense fallback={<p className="task-notes">{draft.value}</p>}>
          <Markdown text={draft.value} />
        </Suspense>
      )}
    </section>
  )
}
