import { traceparent } from './trace'

const TIMEOUT_MS = 15_000

/** What went wrong, as far as a person can do something about it. */
export type ProblemKind =
  | 'offline' // nothing answered: no network, or the server is down
  | 'slow' // no answer in time
  | 'signed-out' // 401
  | 'forbidden' // 403
  | 'gone' // 404
  | 'too-fast' // 429
  | 'refused' // any other 4xx: the message says why
  | 'broken' // 5xx, or an answer that is not one

/** A request that failed; `message` is safe to show. */
export class HttpProblem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    /** 0 where there was no answer. */
    readonly status: number = 0,
    readonly retryAfterSeconds: number | null = null,
    /** The server's stable name for the error, where it gave one. */
    readonly code: string | null = null,
    /** The rest of the problem document, such as how a task is now. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'HttpProblem'
  }
}

export type Call = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  json?: unknown
  bearer?: string
  headers?: Record<string, string>
  /** Gives the request up; what then comes is a problem of kind `slow`. */
  signal?: AbortSignal
}

/**
 * Asks our own server and reads its JSON.
 * @returns The parsed body; undefined for an empty one.
 * @throws {HttpProblem} Always this, whatever went wrong.
 */
export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call)
  if (!response.ok) throw await problemOf(response)
  try {
    const text = await response.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  } catch {
    throw new HttpProblem(
      'broken',
      'The server sent an answer that cannot be read.',
      response.status,
    )
  }
}

async function send(path: string, call: Call): Promise<Response> {
  const headers = new Headers({
    Accept: 'application/json',
    traceparent: traceparent(),
    ...call.headers,
  })
  if (call.bearer !== undefined) headers.set('Authorization', `Bearer ${call.bearer}`)
  if (call.json !== undefined) headers.set('Content-Type', 'application/json')
  try {
    return await fetch(path, {
      method: call.method ?? 'GET',
      headers,
      body: call.json === undefined ? undefined : JSON.stringify(call.json),
      signal: limited(call.signal),
    })
  } catch (error) {
    throw unanswered(error)
  }
}

function limited(signal?: AbortSignal): AbortSignal {
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  return signal === undefined ? limit : AbortSignal.any([signal, limit])
}

/** Says why a `fetch` came to nothing. */
export function unanswered(error: unknown): HttpProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new HttpProblem('slow', 'The server took too long to answer. Try again.')
  }
  return new HttpProblem(
    'offline',
    'Errand cannot be reached. Check your connection and try again.',
  )
}

/** Reads a problem document, or the `{message, code}` of the sign-in endpoints. */
export async function problemOf(response: Response): Promise<HttpProblem> {
  const body = await readObject(response)
  const said = text(body.detail) ?? text(body.message) ?? text(body.title)
  const kind = kindOf(response.status)
  return new HttpProblem(
    kind,
    kind === 'broken' || said === null ? FALLBACK[kind] : said,
    response.status,
    seconds(response.headers.get('Retry-After') ?? response.headers.get('X-Retry-After')),
    text(body.code),
    body,
  )
}

export function kindOf(status: number): ProblemKind {
  const named: Record<number, ProblemKind> = {
    401: 'signed-out',
    403: 'forbidden',
    404: 'gone',
    429: 'too-fast',
  }
  return named[status] ?? (status >= 400 && status < 500 ? 'refused' : 'broken')
}

const FALLBACK: Record<ProblemKind, string> = {
  offline: 'Errand cannot be reached.',
  slow: 'The server took too long to answer.',
  'signed-out': 'Your sign-in has ended.',
  forbidden: 'You may not do that.',
  gone: 'That does not exist any more.',
  'too-fast': 'That was a little too fast.',
  refused: 'The server did not accept that.',
  broken: 'Something went wrong on the server. Try again in a moment.',
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function seconds(header: string | null): number | null {
  const value = Number(header)
  return header !== null && Number.isFinite(value) && value >= 0 ? Math.ceil(value) : null
}
