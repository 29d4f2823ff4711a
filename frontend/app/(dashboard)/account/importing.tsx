'use client'

import { useId, useRef, useState, type SubmitEvent } from 'react'

import { undo } from '@/lib/task-deeds'
import { bringIn, readChosen, tryImport, type Chosen, type Imported } from '@/lib/transfer'

import { useInBrowser } from '../../_ui/hooks'
import { Notice } from '../../_ui/notice'
import { useExplain } from '../../_ui/viewer'
import { Preview } from './import-preview'
import { inWords } from './import-words'

type Stage =
  | { at: 'choosing'; problem: string | null }
  | { at: 'looking'; chosen: Chosen; trial: Imported; key: string; problem: string | null }
  | { at: 'done'; result: Imported; undone: boolean; problem: string | null }

const START: Stage = { at: 'choosing', problem: null }

/** A file is tried first; only what was looked at is brought in. */
export function Importing() {
  const { stage, busy, look, confirm, takeBack, again } = useImport()
  return (
    <>
      <h3>Bring in</h3>
      {stage.at === 'choosing' && <Choose problem={stage.problem} busy={busy} onChosen={look} />}
      {stage.at === 'looking' && (
        <Preview
          name={stage.chosen.name}
          trial={stage.trial}
          problem={stage.problem}
          busy={busy}
          onConfirm={() => void confirm(stage)}
          onCancel={again}
        />
      )}
      {stage.at === 'done' && (
        <Done stage={stage} busy={busy} onUndo={() => void takeBack(stage)} onAgain={again} />
      )}
    </>
  )
}

type ChooseProps = {
  problem: string | null
  busy: boolean
  onChosen: (file: File | undefined, project: string) => Promise<void>
}

function Choose({ problem, busy, onChosen }: ChooseProps) {
  const ready = useInBrowser()
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [project, setProject] = useState('')

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void onChosen(file.current?.files?.[0], project.trim())
  }

  return (
    <form className="form" aria-label="Import" method="post" noValidate onSubmit={send}>
      <p className="muted">
        You see first what a file would do. Nothing is changed before you agree.
      </p>
      {problem !== null && <Notice>{problem}</Notice>}
      <div className="field">
        <label htmlFor={`${id}-file`}>File</label>
        <input
          ref={file}
          id={`${id}-file`}
          type="file"
          accept=".ics,.csv,text/calendar,text/csv"
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="hint">
          iCalendar (.ics) or CSV (.csv), at most 1 MiB and 1,000 tasks. The first line of a CSV
          file names its columns; only “title” is needed.
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-project`}>Project for tasks that name none (optional)</label>
        <input
          id={`${id}-project`}
          value={project}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setProject(event.target.value)}
        />
      </div>
      <button className="button" type="submit" disabled={!ready || busy}>
        {busy ? 'One moment…' : 'Look at it first'}
      </button>
    </form>
  )
}

type DoneProps = {
  stage: Extract<Stage, { at: 'done' }>
  busy: boolean
  onUndo: () => void
  onAgain: () => void
}

function Done({ stage: { result, undone, problem }, busy, onUndo, onAgain }: DoneProps) {
  return (
    <>
      {problem !== null && <Notice>{problem}</Notice>}
      <Notice tone={undone ? 'info' : 'success'}>
        {undone ? 'The import is taken back.' : `Imported: ${inWords(result.counts)}.`}
      </Notice>
      <div className="preview-actions">
        {!undone && result.call_id !== null && (
          <button type="button" className="button button-quiet" disabled={busy} onClick={onUndo}>
            Take it back
          </button>
        )}
        <button type="button" className="button button-quiet" disabled={busy} onClick={onAgain}>
          Import another file
        </button>
      </div>
    </>
  )
}

function useImport() {
  const explain = useExplain()
  const [stage, setStage] = useState<Stage>(START)
  const [busy, setBusy] = useState(false)

  /** Goes on to the next stage, or stays at this one and says why. */
  async function go(from: Stage, step: () => Promise<Stage>): Promise<void> {
    setBusy(true)
    try {
      setStage(await step())
    } catch (error) {
      setStage({ ...from, problem: explain(error) })
    }
    setBusy(false)
  }

  function look(file: File | undefined, project: string): Promise<void> {
    return go(START, async () => {
      const chosen = await readChosen(file, project)
      const trial = await tryImport(chosen)
      return { at: 'looking', chosen, trial, key: crypto.randomUUID(), problem: null }
    })
  }

  function confirm(from: Extract<Stage, { at: 'looking' }>): Promise<void> {
    return go(from, async () => {
      const result = await bringIn(from.chosen, from.key)
      return { at: 'done', result, undone: false, problem: null }
    })
  }

  function takeBack(from: Extract<Stage, { at: 'done' }>): Promise<void> {
    return go(from, async () => {
      const call_id = from.result.call_id ?? ''
      await undo({ call_id }, `undo-${call_id}`)
      return { ...from, undone: true, problem: null }
    })
  }

  return { stage, busy, look, confirm, takeBack, again: () => setStage(START) }
}
