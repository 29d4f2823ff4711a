/** Follows one turn to its end, over as many connections as it takes. */
import type { Client } from './client'
import { isAbort } from './client'
import { parseEvent, ProtocolError, type Operation, type ThreadEvent } from './events'
import { ChatKitError } from './problems'
import { readFrames } from './sse'

/** With heartbeats every 15 s, this much silence is a dead connection. */
const SILENCE_MS = 45_000
/** Tries in a row that bring nothing; one event starts the count anew. */
const MAX_TRIES = 8
const LONGEST_PAUSE_MS = 10_000

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
  onLog?: (name: string, data?: Record<string, unknown>) => void
  pause?: Pause
  silenceMs?: number
}

type Ending = 'finished' | 'lost'

/**
 * Yields the turn's events, each once.
 * @throws {ChatKitError} It could not be started, or was lost for good.
 * @throws An abort, when the signal says so.
 */
export async function* follow(options: FollowOptions): AsyncGenerator<ThreadEvent> {
  let tries = 0
  let begun = false
  for (;;) {
    const connection = linked(options.signal)
    try {
      const body = await open(options, begun, connection.signal)
      if (body === null) return
      if (!begun) options.onOpen?.()
      begun = true
      const reading = readTurn(body, options)
      for (let next = await reading.next(); ; next = await reading.next()) {
        if (next.done) {
          if (next.value === 'finished') return
          break
        }
        tries = 0
        yield next.value
      }
    } catch (error) {
      if (!mayTryAgain(error, options, begun)) throw error
    } finally {
      connection.close()
    }
    tries += 1
    if (tries > MAX_TRIES) throw new ChatKitError('The connection was lost.', 'network')
    options.onLog?.('stream.again', { tries })
    await (options.pause ?? pause)(delay(tries), options.signal)
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

function mayTryAgain(error: unknown, options: FollowOptions, begun: boolean): boolean {
  const { client, signal, start, cursor } = options
  if (signal.aborted || error instanceof ProtocolError) return false
  if (error instanceof ChatKitError && !error.passing) return false
  if (!begun) return start === null || client.offers('idempotency')
  return client.offers('resume') && (cursor.threadId !== null || client.offers('idempotency'))
}

async function* readTurn(
  body: ReadableStream<Uint8Array>,
  { client, cursor, silenceMs, onLog }: FollowOptions,
): AsyncGenerator<ThreadEvent, Ending> {
  const dog = new Watchdog(client.offers('heartbeat') ? (silenceMs ?? SILENCE_MS) : 0)
  const frames = readFrames(body, () => dog.pet())
  let ended = false
  try {
    for (;;) {
      const next = await dog.guard(frames.next())
      if (next.done) break
      if (next.value.kind === 'comment') {
        ended ||= next.value.text === 'end'
        continue
      }
      const event = parseEvent(next.value.data)
      note(cursor, next.value.id, event)
      yield event
    }
  } catch (error) {
    if (error instanceof ProtocolError || isAbort(error) || !client.offers('resume')) throw lost(error)
    onLog?.('stream.lost')
    return 'lost'
  } finally {
    dog.stop()
    frames.return(undefined).catch(() => undefined)
  }
  return ended || !client.offers('resume') ? 'finished' : 'lost'
}

function lost(error: unknown): unknown {
  if (error instanceof ProtocolError || error instanceof ChatKitError || isAbort(error)) return error
  return new ChatKitError('The connection was lost.', 'network')
}

/** Event ids are `<turn id>:<sequence>`. */
function note(cursor: Cursor, id: string | null, event: ThreadEvent): void {
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
      this.#timer = setTimeout(() => this.#bark(new ChatKitError('The stream fell silent.', 'network')), this.ms)
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

function delay(tries: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (tries - 1))
  return full / 2 + (Math.random() * full) / 2
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
