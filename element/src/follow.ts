/** Follows one turn to its end, over as many connections as it takes. */
import type { Client } from './client'
import { isAbort } from './client'
import {
  parseEvent,
  ProtocolError,
  type Operation,
  type ThreadEvent,
  type UnknownEvent,
} from './events'
import { ChatKitError } from './problems'
import { readFrames, type Frame } from './sse'

/** With heartbeats every 15 s, this much silence is a dead connection. */
const SILENCE_MS = 45_000
/** Tries in a row that bring nothing; one event starts the count anew. */
const MAX_TRIES = 8
const LONGEST_PAUSE_MS = 10_000

/** What a turn consists of; an unknown event is handed on to be told of. */
export type Heard = ThreadEvent | UnknownEvent
export type Cursor = { threadId: string | null; after: string | null; turnId: string | null }
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

export type FollowOptions = {
  client: Client
  /** What starts the turn; null joins one that runs. */
  start: Operation | null
  cursor: Cursor
  signal: AbortSignal
  idempotencyKey?: string
  onOpen?: () => void
  /** Something has come, a heartbeat included. */
  onBytes?: () => void
  /** The connection is lost; another one is tried. */
  onLost?: () => void
  onLog?: (name: string, data?: Record<string, unknown>) => void
  pause?: Pause
  silenceMs?: number
}

type Progress = { tries: number; begun: boolean; waitMs: number }

/**
 * Yields the turn's events, each once.
 * @throws {ChatKitError} It could not be started, or was lost for good.
 * @throws An abort, when the signal says so.
 */
export async function* follow(options: FollowOptions): AsyncGenerator<Heard> {
  const progress: Progress = { tries: 0, begun: false, waitMs: 0 }
  while (!(yield* attempt(options, progress))) {
    progress.tries += 1
    if (progress.tries > MAX_TRIES) throw new ChatKitError('The connection was lost.', 'network')
    options.onLog?.('stream.again', { tries: progress.tries })
    options.onLost?.()
    await (options.pause ?? pause)(delay(progress), options.signal)
  }
}

/** Follows over one connection. Returns true when the turn is over, false when it is worth another try. */
async function* attempt(
  options: FollowOptions,
  progress: Progress,
): AsyncGenerator<Heard, boolean> {
  const connection = linked(options.signal)
  try {
    const body = await open(options, progress.begun, connection.signal)
    if (body === null) return true
    if (!progress.begun) options.onOpen?.()
    progress.begun = true
    return yield* readTurn(body, options, progress)
  } catch (error) {
    if (!mayTryAgain(error, options, progress.begun)) throw plain(error)
    progress.waitMs = askedToWait(error)
    return false
  } finally {
    connection.close()
  }
}

/** What was begun is resumed; what may not have arrived is sent again under the same key. */
async function open(
  options: FollowOptions,
  begun: boolean,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  const { client, start, cursor } = options
  if (start !== null && (!begun || cursor.threadId === null))
    return client.stream(start, { signal, ...keyOf(options) })
  return client.stream(resumption(cursor), { signal })
}

/** A signal for one connection; closing it lets go of a peer that fell silent. */
function linked(outer: AbortSignal): { signal: AbortSignal; close: () => void } {
  const inner = new AbortController()
  const abort = (): void => inner.abort()
  if (outer.aborted) abort()
  outer.addEventListener('abort', abort)
  return {
    signal: inner.signal,
    close: () => {
      outer.removeEventListener('abort', abort)
      abort()
    },
  }
}

function resumption({ threadId, after, turnId }: Cursor): Operation {
  const turn = turnId === null ? {} : { turn_id: turnId }
  return { type: 'threads.resume', params: { thread_id: threadId, after, ...turn } }
}

function keyOf({ idempotencyKey }: FollowOptions): { idempotencyKey?: string } {
  return idempotencyKey === undefined ? {} : { idempotencyKey }
}

function mayTryAgain(
  error: unknown,
  { client, signal, start, cursor }: FollowOptions,
  begun: boolean,
): boolean {
  if (signal.aborted || !isPassing(error, begun)) return false
  const repeatable = client.offers('idempotency')
  if (!begun) return start === null || repeatable
  return client.offers('resume') && (cursor.threadId !== null || repeatable)
}

/** What the platform throws by itself is a broken connection; to follow on may be asked whatever a server is busy with. */
function isPassing(error: unknown, begun: boolean): boolean {
  if (error instanceof ProtocolError) return false
  if (!(error instanceof ChatKitError)) return true
  return error.passing || (begun && [429, 500].includes(error.status ?? 0))
}

/** What the platform throws when a connection breaks, as an error of ours. */
function plain(error: unknown): unknown {
  if (error instanceof ProtocolError || error instanceof ChatKitError || isAbort(error))
    return error
  return new ChatKitError('The connection was lost.', 'network')
}

/**
 * Reads one connection to its end. A server that can resume says `: end` when the turn is over;
 * without it, a closed connection is a lost one.
 */
async function* readTurn(
  body: ReadableStream<Uint8Array>,
  { client, cursor, silenceMs = SILENCE_MS, onBytes }: FollowOptions,
  progress: Progress,
): AsyncGenerator<Heard, boolean> {
  let ended = false
  for await (const frame of watched(body, client.offers('heartbeat') ? silenceMs : 0, onBytes)) {
    if (frame.kind === 'comment') {
      ended ||= frame.text === 'end'
      continue
    }
    const event = parseEvent(frame.data)
    note(cursor, frame.id, event)
    progress.tries = 0
    yield event
  }
  return ended || !client.offers('resume')
}

/** Frames of a body that must not fall silent; 0 ms means that it may. */
async function* watched(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
  onBytes?: () => void,
): AsyncGenerator<Frame> {
  const dog = new Watchdog(silenceMs)
  const frames = readFrames(body, () => {
    dog.pet()
    onBytes?.()
  })
  try {
    for (
      let next = await dog.guard(frames.next());
      !next.done;
      next = await dog.guard(frames.next())
    )
      yield next.value
  } finally {
    dog.stop()
    frames.return(undefined).catch(() => undefined)
  }
}

/** Event ids are `<turn id>:<sequence>`. */
function note(cursor: Cursor, id: string | null, event: Heard): void {
  if (event.type === 'thread.created') cursor.threadId = event.thread.id
  if (id === null) return
  cursor.after = id
  const colon = id.lastIndexOf(':')
  if (colon > 0) cursor.turnId = id.slice(0, colon)
}

class Watchdog {
  #timer: ReturnType<typeof setTimeout> | undefined
  #bark: (error: Error) => void = () => undefined

  constructor(private readonly ms: number) {
    this.pet()
  }

  pet(): void {
    clearTimeout(this.#timer)
    if (this.ms > 0)
      this.#timer = setTimeout(
        () => this.#bark(new ChatKitError('The stream fell silent.', 'network')),
        this.ms,
      )
  }

  guard<T>(work: Promise<T>): Promise<T> {
    if (this.ms === 0) return work
    return new Promise<T>((resolve, reject) => {
      this.#bark = reject
      work.then(resolve, reject)
    })
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}

function delay({ tries, waitMs }: Progress): number {
  const full = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (tries - 1))
  return Math.max(waitMs, full / 2 + (Math.random() * full) / 2)
}

/** What Retry-After asks for; a turn that runs is not left alone for longer than its own pauses, though. */
function askedToWait(error: unknown): number {
  const seconds = error instanceof ChatKitError ? (error.details.retryAfterSeconds ?? 0) : 0
  return Math.min(seconds * 1000, LONGEST_PAUSE_MS)
}

/** Waits, but no longer than until the network is back or nobody wants to wait. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', over)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    globalThis.addEventListener?.('online', over)
    signal.addEventListener('abort', over)
  })
}
