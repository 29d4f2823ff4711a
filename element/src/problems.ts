/** What can go wrong between the page and the server. No message holds what a person wrote. */

export type ProblemCode =
  | 'network'
  | 'timeout'
  | 'unauthorized'
  | 'http'
  | 'incomplete'
  | 'protocol'
  | 'integration'
  | 'stream.error'
  | 'custom'

type Details = {
  status?: number
  /** Safe to show: a sentence that the server wrote for the person. */
  shown?: string
  retryAfterSeconds?: number
  cause?: unknown
}

export class ChatKitError extends Error {
  override name = 'ChatKitError'
  declare readonly details: Details

  constructor(
    message: string,
    readonly code: ProblemCode,
    details: Details = {},
  ) {
    super(message, { cause: details.cause })
    // A server's sentence may repeat what was written: it is not to be found by who logs the whole error.
    Object.defineProperty(this, 'details', { value: details })
  }

  get status(): number | undefined {
    return this.details.status
  }

  /** True where the same request may do better later. */
  get passing(): boolean {
    if (this.code === 'network' || this.code === 'timeout') return true
    return this.code === 'http' && [502, 503, 504].includes(this.details.status ?? 0)
  }
}

const MAX_SENTENCE = 300

/** Reads a problem document, or whatever else came with a bad status. */
export async function errorFrom(response: Response, operation: string): Promise<ChatKitError> {
  const shown = await sentenceOf(response)
  const seconds = secondsIn(response.headers)
  return new ChatKitError(
    `The server answered ${response.status} to ${operation}.`,
    response.status === 401 || response.status === 403 ? 'unauthorized' : 'http',
    {
      status: response.status,
      ...(shown === null ? {} : { shown }),
      ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    },
  )
}

const LONGEST_WAIT_SECONDS = 24 * 60 * 60

/** Retry-After comes as seconds, or as a date by the server's own clock; 0 for what is neither. */
function secondsIn(headers: Headers): number {
  const header = headers.get('retry-after')
  if (header === null) return 0
  const now = Date.parse(headers.get('date') ?? '') || Date.now()
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), LONGEST_WAIT_SECONDS) : 0
}

async function sentenceOf(response: Response): Promise<string | null> {
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  if (!isJson) {
    response.body?.cancel().catch(() => undefined)
    return null
  }
  return sentenceIn(await response.json().catch(() => null))
}

function sentenceIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  const { detail, title } = body as { detail?: unknown; title?: unknown }
  const said = detail ?? title
  return typeof said === 'string' && said.length <= MAX_SENTENCE ? said : null
}
