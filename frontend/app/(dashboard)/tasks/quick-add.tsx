'use client'

import { useRef, useState, type RefObject } from 'react'

import { addLine, newTaskOf, NO_LINE, type Line, type Understood } from '@/lib/quick-add'
import { addTasks, type Added } from '@/lib/task-deeds'

import { useExplain } from '../../_ui/viewer'
import { useDesk } from './desk'
import { PlusIcon } from './icons'
import { useHere, type Here } from './here'
import { useQuickLine } from './quick-line'
import { Marked, QuickPreview } from './quick-preview'

type QuickAddProps = { input: RefObject<HTMLInputElement | null> }

const LONGEST = 2000

/** A task in one line: what is understood of it shows while one types, and Enter adds just that. */
export function QuickAdd({ input }: QuickAddProps) {
  const quick = useQuickLine()
  const { problem, add } = useAdding(quick)
  const mirror = useRef<HTMLDivElement>(null)
  const here = useHere()
  const { line, understood, current } = quick
  const own = understood === null ? null : here.given(understood)

  return (
    <form
      className="quick-add"
      aria-label="Add a task"
      onSubmit={(event) => {
        event.preventDefault()
        void add(here)
        input.current?.focus()
      }}
    >
      <PlusIcon />
      <div className="quick-line">
        <div ref={mirror} className="quick-mirror" aria-hidden="true">
          <Marked text={line.text} understood={current ? understood : null} />
        </div>
        <input
          ref={input}
          aria-label="New task"
          placeholder="Add a task: call mum tomorrow at 9 @phone"
          value={line.text}
          maxLength={LONGEST}
          autoComplete="off"
          aria-describedby="quick-said"
          onChange={(event) => quick.type(event.target.value)}
          onScroll={(event) => {
            if (mirror.current) mirror.current.scrollLeft = event.currentTarget.scrollLeft
          }}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </div>
      <button type="submit" className="button button-small">
        Add
      </button>
      {problem !== null && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
      {understood !== null && <QuickPreview quick={quick} understood={understood} here={own} />}
      <p id="quick-said" className="visually-hidden" aria-live="polite">
        {current && understood !== null && inWords(understood)}
      </p>
    </form>
  )
}

function inWords({ title, spans, ambiguous }: Understood): string {
  const parts = spans.map(({ words }) => words)
  const unclear = ambiguous.length > 0 ? ['something is unclear, choose below'] : []
  return [title, ...new Set(parts), ...unclear].join(', ')
}

function useAdding(quick: ReturnType<typeof useQuickLine>) {
  const { actions } = useDesk()
  const explain = useExplain()
  const [problem, setProblem] = useState<string | null>(null)
  // One key for one line until the server has answered: asked again, it adds no second task.
  const key = useRef<{ of: string; value: string } | null>(null)
  const adding = useRef(false)

  async function add(here: Here): Promise<void> {
    const { line } = quick
    if (line.text.trim() === '' || adding.current) return
    adding.current = true
    setProblem(null)
    try {
      const understood = await quick.settled()
      if (!understood.ready) return setProblem(whyNot(understood))
      quick.put(NO_LINE)
      await send(line, understood, here)
      here.reset()
    } catch (error) {
      // What was typed comes back, unless the next task is being typed there already.
      if (document.querySelector<HTMLInputElement>('.quick-line input')?.value === '') {
        quick.put(line)
      }
      setProblem(explain(error))
    } finally {
      adding.current = false
    }
  }

  async function send(line: Line, understood: Understood, here: Here): Promise<void> {
    const more = here.given(understood)?.fields
    const of = JSON.stringify([line, more])
    if (key.current?.of !== of) key.current = { of, value: crypto.randomUUID() }
    const { value } = key.current
    await actions.perform<Added>({
      said: ({ tasks: [made] }) =>
        `Added “${made?.title}”${made?.due_words ? `, ${made.due_words}` : ''}.`,
      run: () =>
        more === undefined
          ? addLine(line, value)
          : addTasks([{ ...newTaskOf(understood), ...more }], value),
      handles: () => true,
    })
    key.current = null
  }

  return { problem, add }
}

function whyNot({ ambiguous, problems, title }: Understood): string {
  if (ambiguous.length > 0) return 'Choose what is meant, then press Enter again.'
  if (title === '') return 'The task needs a title.'
  return problems[0]?.message ?? 'This cannot be added as it stands.'
}
