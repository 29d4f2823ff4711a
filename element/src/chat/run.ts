/** One turn that is followed, and what to say when it is over. */
import { isAbort } from '../client'
import type { Operation } from '../events'
import type { Cursor } from '../follow'
import { ChatKitError } from '../problems'
import type { Problem, ThreadState } from '../state'

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
  stopped: boolean
  done: Promise<void>
}

export type Verdict = { problem: Problem | null; error: Error | null }

/** Decides what to tell the person, and the page, about the way that a turn ended. */
export function judge(run: Run, error: unknown, thread: ThreadState, resumable: boolean): Verdict {
  const quiet = { problem: thread.problem, error: null }
  if (isAbort(error) || (run.stopped && error === null)) return quiet
  if (error !== null) return broken(run, error, resumable)
  return run.failed || !unfinished(run, thread) ? quiet : INCOMPLETE
}

const INCOMPLETE: Verdict = {
  problem: { code: 'incomplete', message: null, retry: 'answer' },
  error: new ChatKitError('The answer ended too early.', 'incomplete'),
}

function unfinished(run: Run, thread: ThreadState): boolean {
  return thread.pending.size > 0 || (run.events === 0 && !run.joined)
}

function broken(run: Run, error: unknown, resumable: boolean): Verdict {
  const known = error instanceof Error ? error : new ChatKitError('The turn failed.', 'custom')
  return { problem: { ...described(error), retry: wayOut(run, error, resumable) }, error: known }
}

function described(error: unknown): { code: string; message: string | null } {
  if (!(error instanceof ChatKitError)) return { code: 'custom', message: null }
  return { code: error.code, message: error.details.shown ?? null }
}

function wayOut(run: Run, error: unknown, resumable: boolean): Problem['retry'] {
  if (!run.opened) return run.sent === null ? 'resume' : 'send'
  const lost = error instanceof ChatKitError && error.code === 'network'
  return lost && resumable ? 'resume' : 'answer'
}

/** What has to be sent once more, when a retry means that. */
export function unsent(run: Run, problem: Problem | null): Sent | null {
  return problem?.retry === 'send' ? run.sent : null
}
