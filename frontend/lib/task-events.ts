import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream'

import { withSecret } from './client-secret'
import { HttpProblem, problemOf } from './http'

export type StreamOptions = {
  path: string
  signal: AbortSignal
  onEvent: (event: EventSourceMessage) => void
  /** True once the server answers, false while it cannot be reached. */
  onState: (connected: boolean) => void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** The server says something every 15 s; after three silences the line is taken for dead. */
const SILENCE_MS = 45_000

/**
 * Follows server-sent events until the signal says to stop or the sign-in ends. What breaks off is
 * taken up again after the last event that was seen, sooner when the browser says it is back online.
 */
export async function followEvents({
  path,
  signal,
  onEvent,
  onState,
}: StreamOptions): Promise<void> {
  let last: string | undefined
  let failures = 0
  while (!signal.aborted) {
    try {
      await readOnce(
        path,
        signal,
        last,
        (event) => {
          failures = 0
          last = event.id ?? last
          onEvent(event)
        },
        onState,
      )
    } catch (error) {
      if (error instanceof HttpProblem && error.kind === 'signed-out') return
    }
    if (signal.aborted) return
    onState(false)
    failures += 1
    await pause(waitAfter(failures), signal)
  }
}

/** Doubles each time, with a share of chance so that not everybody comes back at once. */
function waitAfter(failures: number): number {
  const most = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)
  return most / 2 + Math.random() * (most / 2)
}

async function readOnce(
  path: string,
  signal: AbortSignal,
  last: string | undefined,
  onEvent: (event: EventSourceMessage) => void,
  onState: (connected: boolean) => void,
): Promise<void> {
  const silence = new AbortController()
  const either = AbortSignal.any([signal, silence.signal])
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), SILENCE_MS)
  }
  try {
    const response = await open(path, last, either)
    onState(true)
    for await (const event of eventsOf(response, heard)) onEvent(event)
  } finally {
    clearTimeout(timer)
  }
}

function open(path: string, last: string | undefined, signal: AbortSignal): Promise<Response> {
  return withSecret(async (secret) => {
    const headers = new Headers({ Accept: 'text/event-stream', Authorization: `Bearer ${secret}` })
    if (last !== undefined) headers.set('Last-Event-ID', last)
    const response = await fetch(path, { headers, signal, cache: 'no-store' })
    if (!response.ok) throw await problemOf(response)
    return response
  })
}

async function* eventsOf(
  response: Response,
  heard: () => void,
): AsyncGenerator<EventSourceMessage> {
  if (response.body === null) return
  const decoder = new TextDecoder()
  const text = new TransformStream<Uint8Array, string>({
    transform(bytes, controller) {
      heard()
      controller.enqueue(decoder.decode(bytes, { stream: true }))
    },
  })
  const reader = response.body
    .pipeThrough(text)
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds)
    function end(): void {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
