import { HttpProblem, kindOf, type ProblemKind } from './http'

/** What a person can do about a failed chat. */
export type WayOn = 'retry' | 'wait' | 'sign-in' | 'new-conversation'

export type ChatProblem = {
  message: string
  way: WayOn
  /** Seconds until trying again makes sense; 0 when it does now. */
  waitSeconds: number
}

const DEFAULT_WAIT_SECONDS = 10

/** Words and a way on for why there is no client secret. */
export function secretProblem(error: unknown): ChatProblem {
  const { kind, retryAfterSeconds } = factsOf(error)
  if (kind === 'too-fast') return tooFast(retryAfterSeconds, 'retry')
  return { message: MESSAGES[kind], way: WAYS[kind] ?? 'retry', waitSeconds: 0 }
}

/**
 * The same for an error that the element reports.
 * @returns Null for what the element itself shows with a button to try again, and for what was said
 *   when its secret was asked for.
 */
export function reportedProblem(error: Error): ChatProblem | null {
  if (error.cause instanceof HttpProblem) return null
  const { kind, retryAfterSeconds } = factsOf(error)
  if (kind === 'too-fast') return tooFast(retryAfterSeconds, 'wait')
  const way = WAYS[kind]
  return way === undefined ? null : { message: MESSAGES[kind], way, waitSeconds: 0 }
}

/** There is no such conversation: deleted, or never this person's. */
export function isGone(error: Error): boolean {
  return factsOf(error).kind === 'gone'
}

function tooFast(seconds: number | null, way: WayOn): ChatProblem {
  const message = 'That was a little too fast. The assistant needs a short break.'
  return { message, way, waitSeconds: seconds ?? DEFAULT_WAIT_SECONDS }
}

const MESSAGES: Record<Exclude<ProblemKind, 'too-fast'>, string> = {
  offline: 'Errand cannot be reached. Check your connection; what was said is kept.',
  slow: 'The assistant took too long to answer.',
  'signed-out': 'Your sign-in has ended. Sign in again to go on where you were.',
  forbidden: 'This conversation is not open to you.',
  gone: 'This conversation does not exist any more.',
  refused: 'The assistant could not be started.',
  broken: 'The assistant has a problem on the server. Try again in a moment.',
}

const WAYS: Partial<Record<ProblemKind, WayOn>> = {
  'signed-out': 'sign-in',
  forbidden: 'new-conversation',
  gone: 'new-conversation',
}

type Facts = { kind: ProblemKind; retryAfterSeconds: number | null }

function factsOf(error: unknown): Facts {
  if (error instanceof HttpProblem) return error
  const reported = (error ?? {}) as Reported
  return {
    kind: reportedKind(reported),
    retryAfterSeconds: reported.details?.retryAfterSeconds ?? null,
  }
}

function reportedKind({ status, code = '' }: Reported): ProblemKind {
  return typeof status === 'number' ? kindOf(status) : (KINDS[code] ?? 'broken')
}

/** The fields of our element's errors; another element's have none of them. */
type Reported = {
  status?: unknown
  code?: string
  details?: { retryAfterSeconds?: number }
}

const KINDS: Record<string, ProblemKind> = {
  network: 'offline',
  timeout: 'slow',
  unauthorized: 'signed-out',
}
