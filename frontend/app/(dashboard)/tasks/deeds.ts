'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, type RefObject } from 'react'

import { HttpProblem } from '@/lib/http'
import { undo, type Written } from '@/lib/task-deeds'

import type { TaskView } from '@/lib/tasks'

import { useExplain } from '../../_ui/viewer'
import { knownTask, readAnew, snapshot, stopReading } from './data'
import { useToasts, type Toast } from './toasts'

export type Deed<T extends Written> = {
  /** What is said once it is done; nothing for what the person sees anyway. */
  said?: (answer: T) => string
  /** Shows it before the server has answered. */
  show?: (client: QueryClient) => void
  /** Shows what the server has made of it: the next change begins there. */
  made?: (client: QueryClient, answer: T) => void
  /** @param key - The same for every attempt, so that asking again does it once. */
  run: (key: string) => Promise<T>
  /** Failures that the caller handles; true keeps them from being said here. */
  handles?: (error: unknown) => boolean
}

export type Perform = <T extends Written>(deed: Deed<T>) => Promise<T>

export type Deeds = {
  /** @throws What `handles` claimed, and whatever else went wrong, after it was said. */
  perform: Perform
  /** The same for who only needs it done: what went wrong has been said. */
  attempt: <T extends Written>(deed: Deed<T>) => Promise<T | null>
  undoLast: () => void
  undoEvent: (eventId: string) => Promise<void>
  /** The task as this page was last told of it. */
  known: (id: string) => TaskView | undefined
  /** Reads the lists again, unless a deed is under way: then once that is over. */
  refresh: () => void
}

const UNDO_LABEL = 'Undo'
const MOST_UNDONE = 20

/** Doing things to tasks: shown at once, said, undone, and taken back when the server refuses. */
export function useDeeds(): Deeds {
  const client = useQueryClient()
  const explain = useExplain()
  const { show } = useToasts()
  const refresh = useRefresh(client)
  const last = useRef<string[]>([])

  const takeBack = useUndo({ refresh, show, explain })

  const perform = usePerform({ client, explain, refresh, show, takeBack, last })

  return useMemo(
    () => ({
      perform,
      attempt: (deed) => perform(deed).catch(() => null),
      known: (id) => knownTask(client, id),
      refresh: refresh.soon,
      undoLast: () => {
        const call_id = last.current.at(-1)
        if (call_id === undefined) show({ text: 'There is nothing to undo here.' })
        else void takeBack({ call_id }, last.current)
      },
      undoEvent: (event_id) => takeBack({ event_id }, last.current),
    }),
    [client, perform, refresh, show, takeBack],
  )
}

type Performing = Undoing & {
  client: QueryClient
  takeBack: ReturnType<typeof useUndo>
  /** What this page has done, newest last. */
  last: RefObject<string[]>
}

function usePerform({ client, explain, refresh, show, takeBack, last }: Performing): Perform {
  return useCallback<Perform>(
    async (deed) => {
      const key = crypto.randomUUID()
      const once = () => refresh.during(() => optimistically(client, deed, key))
      const tell = <T extends Written>(answer: T, said?: (answer: T) => string): void => {
        const { call_id, remarks } = answer
        if (call_id !== null) last.current = [...last.current, call_id].slice(-MOST_UNDONE)
        const back = call_id && (() => void takeBack({ call_id }, last.current))
        const action = back ? { label: UNDO_LABEL, run: back } : undefined
        if (said) show({ text: [said(answer), ...remarks].join(' '), action })
      }
      const again = (): Promise<void> =>
        once().then(
          (answer) => tell(answer, deed.said),
          (error: unknown) => show(failed(explain(error), error, () => void again())),
        )
      try {
        const answer = await once()
        tell(answer, deed.said)
        return answer
      } catch (error) {
        if (!deed.handles?.(error)) show(failed(explain(error), error, () => void again()))
        throw error
      }
    },
    [client, explain, refresh, show, takeBack, last],
  )
}

async function optimistically<T extends Written>(
  client: QueryClient,
  deed: Deed<T>,
  key: string,
): Promise<T> {
  await stopReading(client)
  const restore = snapshot(client)
  deed.show?.(client)
  try {
    const answer = await deed.run(key)
    deed.made?.(client, answer)
    return answer
  } catch (error) {
    restore()
    throw error
  }
}

/** What cannot be reached may be tried again; what was refused would be refused again. */
function failed(text: string, error: unknown, retry: () => void): Toast {
  const passing = error instanceof HttpProblem && ['offline', 'slow', 'broken'].includes(error.kind)
  return {
    text,
    tone: 'problem',
    action: passing ? { label: 'Try again', run: retry } : undefined,
  }
}

type Refresh = ReturnType<typeof useRefresh>
type Undoing = {
  refresh: Refresh
  show: (toast: Toast) => void
  explain: (error: unknown) => string
}

function useUndo({ refresh, show, explain }: Undoing) {
  return useCallback(
    async (what: { call_id: string } | { event_id: string }, calls: string[]): Promise<void> => {
      try {
        const { undone } = await refresh.during(() => undo(what, crypto.randomUUID()))
        if ('call_id' in what) calls.splice(calls.indexOf(what.call_id), 1)
        show({ text: undoneInWords(undone.map(({ words }) => words)) })
      } catch (error) {
        show({ text: explain(error), tone: 'problem' })
      }
    },
    [explain, refresh, show],
  )
}

function undoneInWords(words: string[]): string {
  const [first = ''] = words
  if (words.length > 1) return `Undone: ${words.length} changes.`
  return first === '' ? 'Undone.' : `Undone: ${first}`
}

/** Several changes at once are one reason to read again. */
const SETTLE_MS = 60

function useRefresh(client: QueryClient) {
  const busy = useRef(0)
  const wanted = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return useMemo(() => {
    function look(): void {
      timer.current = undefined
      if (busy.current > 0) return
      wanted.current = false
      readAnew(client)
    }
    function soon(): void {
      wanted.current = true
      timer.current ??= setTimeout(look, SETTLE_MS)
    }
    async function during<T>(work: () => Promise<T>): Promise<T> {
      busy.current += 1
      try {
        return await work()
      } finally {
        busy.current -= 1
        soon()
      }
    }
    return { soon, during }
  }, [client])
}
