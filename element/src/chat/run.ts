/** One turn that is followed, and what to say when it is over. */
import { isAbort } from '../client'
import { ProtocolError, type Operation } from '../events'
import type { Cursor } from '../follow'
import { ChatKitError } from '../problems'
import type { Problem, ThreadState, Trouble } from '../state'

/** Our server's own: a message and what came after it give way to another message. */
export const EDIT = 'threads.edit_user_message'

export type Sent = { operation: Operation; key: string }

export type Run = {
  abort: AbortController
  cursor: Cursor
  /** What started it; null for a turn that was joined. */
  sent: Sent | null
  joined: boolean
  opened: boolean
  events: number
  /** The server said that it failed. */
  failed: boolean
  /** The page was told to do something: an answer, too. */
  acted: boolean
  stopped: boolean
  done: Promise<void>
}

export type Verdict = { problem: Problem | null; error: Error | null }

/** Decides what to tell the person, and the page, about the way that a turn ended. */
export function judge(run: Run, error: unknown, thread: ThreadState, resumable: boolean): Verdict {
  const quiet = { problem: thread.problem, error: null }
  if (isAbort(error) || (run.stopped && error === null)) return quiet
  if (error !== null) return broken(run, error, resumable)
  return run.failed || !unfinished(run, thread) ? quiet : incomplete(run)
}

function incomplete(run: Run): Verdict {
  return {
    problem: { code: 'incomplete', message: null, retry: another(run), retryAt: null },
    error: new ChatKitError('The answer ended too early.', 'incomplete'),
  }
}

/** What an action has done cannot be undone by another answer to the message before it: its widget is still there. */
function another({ sent }: Run): Problem['retry'] {
  return sent?.operation.type === 'threads.custom_action' ? null : 'answer'
}

function unfinished({ joined, events, sent, acted }: Run, thread: ThreadState): boolean {
  if (joined || thread.pending.size > 0) return thread.pending.size > 0
  if (events === 0) return true
  // A message that nobody answers in any way was cut off where a proxy ends streams well.
  return !acted && asksForAnswer(sent) && thread.entries.at(-1)?.type === 'user_message'
}

function broken(run: Run, error: unknown, resumable: boolean): Verdict {
  const known = error instanceof Error ? error : new ChatKitError('The turn failed.', 'custom')
  return { problem: { ...described(error), retry: wayOut(run, error, resumable) }, error: known }
}

export function described(error: unknown): Trouble {
  const code = kindOf(error)
  if (!(error instanceof ChatKitError)) return { code, message: null, retryAt: null }
  const { shown = null, retryAfterSeconds } = error.details
  const retryAt = retryAfterSeconds === undefined ? null : Date.now() + retryAfterSeconds * 1000
  return { code, message: shown, retryAt }
}

const KINDS: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'missing',
  410: 'missing',
  413: 'tooLarge',
  429: 'busy',
}

/** The sort of failure, for the sentence that the person reads. */
function kindOf(error: unknown): string {
  if (error instanceof ProtocolError) return 'protocol'
  if (!(error instanceof ChatKitError)) return 'custom'
  const { code, status } = error
  if (status === undefined || (code !== 'http' && code !== 'unauthorized')) return code
  return KINDS[status] ?? (status >= 500 ? 'server' : 'refused')
}

/** Answers that the same words would get again. */
const FINAL: ReadonlySet<string> = new Set(['forbidden', 'tooLarge', 'refused'])

function wayOut(run: Run, error: unknown, resumable: boolean): Problem['retry'] {
  // What runs on at the server is followed on; another answer would be one too many.
  if (run.opened) return resumable && kindOf(error) !== 'missing' ? 'resume' : another(run)
  return run.sent === null ? 'resume' : wayOn(run.sent, kindOf(error))
}

function wayOn(sent: Sent, kind: string): Problem['retry'] {
  const final = FINAL.has(kind)
  if (!isMessage(sent)) return final || kind === 'missing' ? null : 'repeat'
  const { type } = sent.operation
  if (kind === 'missing' && type !== EDIT) return 'startOver'
  return final || kind === 'missing' ? 'edit' : 'send'
}

function isMessage({ operation: { type } }: Sent): boolean {
  return type === 'threads.create' || type === 'threads.add_user_message' || type === EDIT
}

function asksForAnswer(sent: Sent | null): boolean {
  return sent !== null && (isMessage(sent) || sent.operation.type === 'threads.retry_after_item')
}

/** What has to be sent once more, when a retry means that; also what may have arrived, as long as nobody knows. */
export function unsent(run: Run, problem: Problem | null, thread: ThreadState): Sent | null {
  const { retry } = problem ?? {}
  return retry === 'send' || retry === 'repeat' || thread.optimisticId !== null ? run.sent : null
}
