'use client'

import { useRef, useState, type RefObject } from 'react'

import type { NewTask } from '@/lib/task-deeds'

import { useExplain } from '../../_ui/viewer'
import { useDesk } from './desk'
import { PlusIcon } from './icons'

type QuickAddProps = { input: RefObject<HTMLInputElement | null> }

const LONGEST = 500

/** A task in one line. */
export function QuickAdd({ input }: QuickAddProps) {
  const { actions } = useDesk()
  const explain = useExplain()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const here = useHere()
  const adding = useRef(false)

  async function add(): Promise<void> {
    const title = text.trim()
    if (title === '' || adding.current) return
    adding.current = true
    setProblem(null)
    try {
      await actions.add({ ...here, title })
      setText('')
    } catch (error) {
      setProblem(explain(error))
    } finally {
      adding.current = false
    }
  }

  return (
    <form
      className="quick-add"
      aria-label="Add a task"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <PlusIcon />
      <input
        ref={input}
        aria-label="New task"
        placeholder="Add a task"
        value={text}
        maxLength={LONGEST}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <button type="submit" className="button button-small">
        Add
      </button>
      {problem !== null && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
    </form>
  )
}

/** What a task gets from the view it is added in. */
function useHere(): Partial<NewTask> {
  const { view, calendar } = useDesk()
  if (view.kind === 'today') return { due: { date: calendar.today } }
  if (view.kind === 'project') return { project: view.id }
  return {}
}
