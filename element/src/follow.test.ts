import { afterEach, describe, expect, it } from 'vitest'
import { Client } from './client'
import type { Operation, ThreadEvent } from './events'
import { follow, type Cursor, type FollowOptions, type Heard } from './follow'
import { added, asked, created, delta, done, said } from './testing/items'
import { startServer, type Asked, type Reply, type Stream, type TestServer } from './testing/server'

let server: TestServer
afterEach(() => server.close())

const CREATE: Operation = { type: 'threads.create', params: { input: {} } }
const EVERYTHING: ThreadEvent[] = [
  created(),
  done(asked('u', 'hi')),
  added(said('a')),
  delta('a', 'Hel'),
  delta('a', 'lo'),
  done(said('a', 'Hello')),
]

type Setting = {
  announce?: string | null
  start?: Operation | null
  cursor?: Partial<Cursor>
  silenceMs?: number
  abort?: AbortController
}

async function listen(
  answer: (asked: Asked, reply: Reply) => void,
  setting: Setting = {},
): Promise<FollowOptions> {
  server = await startServer(answer, setting.announce)
  const client = new Client(
    { url: server.url },
    { ownUrl: () => server.url, locale: () => 'en', log: () => undefined, extended: () => false },
  )
  return {
    client,
    start: setting.start === undefined ? CREATE : setting.start,
    cursor: { threadId: null, after: null, turnId: null, ...setting.cursor },
    signal: (setting.abort ?? new AbortController()).signal,
    idempotencyKey: 'key-1',
    pause: () => Promise.resolve(),
    ...(setting.silenceMs === undefined ? {} : { silenceMs: setting.silenceMs }),
  }
}

async function all(options: FollowOptions): Promise<Heard[]> {
  const events: Heard[] = []
  for await (const event of follow(options)) events.push(event)
  return events
}

function play(stream: Stream, from: number, to: number): void {
  EVERYTHING.slice(from, to).forEach((event, at) => stream.event(event, `turn-9:${from + at + 1}`))
}

/** Plays what comes after the event that the request names. */
function resumed({ params }: Asked, reply: Reply, upTo = EVERYTHING.length): Stream {
  const seen = Number(/:(\d+)$/.exec(String(params['after'] ?? ':0'))?.[1] ?? 0)
  const stream = reply.stream()
  play(stream, seen, upTo)
  return stream
}

describe('following a turn', () => {
  it('on a stock server ends where the connection closes', async () => {
    const options = await listen(
      (_asked, reply) => {
        const stream = reply.stream()
        EVERYTHING.forEach((event) => stream.event(event))
        stream.end()
      },
      { announce: null },
    )

    expect(await all(options)).toEqual(EVERYTHING)
    expect(server.asked).toHaveLength(1)
  })

  it('ends at the end mark without asking again', async () => {
    const options = await listen((_asked, reply) => {
      const stream = reply.stream()
      play(stream, 0, 6)
      stream.comment('end')
      stream.end()
    })

    expect(await all(options)).toEqual(EVERYTHING)
    expect(server.asked.map((one) => one.type)).toEqual(['threads.create'])
  })

  it.each(['closes', 'breaks'])(
    'goes on after the last event when the connection %s',
    async (how) => {
      const options = await listen((asked, reply) => {
        if (asked.type === 'threads.resume') {
          const stream = resumed(asked, reply)
          stream.comment('end')
          return stream.end()
        }
        const stream = reply.stream()
        play(stream, 0, 3)
        stream.raw('id: turn-9:4\ndata: {"type": "thread.item.upd')
        setImmediate(() => (how === 'closes' ? stream.end() : stream.cut()))
      })

      expect(await all(options)).toEqual(EVERYTHING)
      expect(server.of('threads.resume')[0]!.params).toEqual({
        thread_id: 't1',
        after: 'turn-9:3',
        turn_id: 'turn-9',
      })
    },
  )

  it('ends when there is nothing left to resume', async () => {
    const options = await listen((asked, reply) => {
      if (asked.type === 'threads.resume') return reply.empty()
      const stream = reply.stream()
      play(stream, 0, 6)
      stream.end()
    })

    expect(await all(options)).toEqual(EVERYTHING)
  })

  it('takes silence for a lost connection where heartbeats were promised', async () => {
    let silent: Stream | undefined
    const options = await listen(
      (asked, reply) => {
        if (asked.type === 'threads.resume') {
          const stream = resumed(asked, reply)
          stream.comment('end')
          return stream.end()
        }
        silent = reply.stream()
        play(silent, 0, 2)
      },
      { silenceMs: 60 },
    )

    expect(await all(options)).toEqual(EVERYTHING)
    await silent!.closed
  })

  it('lives on heartbeats alone', async () => {
    let beat: ReturnType<typeof setInterval> | undefined
    const options = await listen(
      (_asked, reply) => {
        const stream = reply.stream()
        let beats = 0
        beat = setInterval(() => {
          if (++beats < 12) return stream.comment('ping')
          clearInterval(beat)
          play(stream, 0, 6)
          stream.comment('end')
          stream.end()
        }, 20)
      },
      { silenceMs: 150 },
    )

    expect(await all(options)).toEqual(EVERYTHING)
    expect(server.asked).toHaveLength(1)
  })

  it('asks again through a server that is away, and gives up after a while', async () => {
    const options = await listen((asked, reply) => {
      if (asked.type === 'threads.resume') return reply.json({}, 503)
      const stream = reply.stream()
      play(stream, 0, 2)
      stream.end()
    })

    await expect(all(options)).rejects.toMatchObject({ code: 'network' })
    expect(server.of('threads.resume')).toHaveLength(8)
    expect(server.of('threads.create')).toHaveLength(1)
  })

  it.each([429, 500])('follows on although the server is busy with %i', async (status) => {
    const options = await listen((asked, reply) => {
      if (asked.type === 'threads.resume' && server.of('threads.resume').length < 3)
        return reply.json({}, status, { 'retry-after': '1' })
      const stream = asked.type === 'threads.resume' ? resumed(asked, reply) : reply.stream()
      if (asked.type !== 'threads.resume') play(stream, 0, 2)
      else stream.comment('end')
      stream.end()
    })

    expect(await all(options)).toEqual(EVERYTHING)
    expect(server.of('threads.create')).toHaveLength(1)
  })

  it('does not ask again when the server says no', async () => {
    const options = await listen((asked, reply) => {
      if (asked.type === 'threads.resume') return reply.json({ detail: 'Gone.' }, 404)
      const stream = reply.stream()
      play(stream, 0, 2)
      stream.end()
    })

    await expect(all(options)).rejects.toMatchObject({ details: { status: 404 } })
    expect(server.of('threads.resume')).toHaveLength(1)
  })

  it('does not trust a stream that speaks something else', async () => {
    const options = await listen((_asked, reply) => {
      const stream = reply.stream()
      stream.raw('data: <html>\n\n')
    })

    await expect(all(options)).rejects.toMatchObject({ name: 'ProtocolError' })
    expect(server.asked).toHaveLength(1)
  })
})

describe('joining a turn', () => {
  const JOIN = { start: null, cursor: { threadId: 't1' } }

  it('reads it from its first event', async () => {
    const options = await listen((asked, reply) => {
      const stream = resumed(asked, reply)
      stream.comment('end')
      stream.end()
    }, JOIN)

    expect(await all(options)).toEqual(EVERYTHING)
    expect(server.asked[0]!.params).toEqual({ thread_id: 't1', after: null })
    expect(server.asked[0]!.headers['idempotency-key']).toBeUndefined()
  })

  it('is over at once when nothing runs', async () => {
    const options = await listen((_asked, reply) => reply.empty(), JOIN)

    expect(await all(options)).toEqual([])
  })
})

describe('a send', () => {
  /** The client knows what a server offers from its last answer. */
  async function acquainted(options: FollowOptions): Promise<FollowOptions> {
    await options.client.call({ type: 'threads.list', params: {} })
    return options
  }

  it('that broke is sent again under its key, where the server knows keys', async () => {
    const options = await listen((asked, reply) => {
      if (asked.type === 'threads.list') return reply.json({})
      if (server.of('threads.create').length < 3) return reply.cut()
      const stream = reply.stream()
      play(stream, 0, 6)
      stream.comment('end')
      stream.end()
    })

    expect(await all(await acquainted(options))).toEqual(EVERYTHING)
    expect(server.of('threads.create').map((one) => one.headers['idempotency-key'])).toEqual([
      'key-1',
      'key-1',
      'key-1',
    ])
  })

  it.each([
    ['breaks', (reply: Reply) => reply.cut()],
    ['is answered with 503', (reply: Reply) => reply.json({}, 503)],
  ])('that %s is never repeated on a stock server', async (_how, fail) => {
    const options = await listen(
      (asked, reply) => (asked.type === 'threads.list' ? reply.json({}) : fail(reply)),
      { announce: null },
    )

    await expect(all(await acquainted(options))).rejects.toMatchObject({ name: 'ChatKitError' })
    expect(server.of('threads.create')).toHaveLength(1)
  })

  it('whose stream is cut on a stock server is not repeated either', async () => {
    const options = await listen(
      (_asked, reply) => {
        const stream = reply.stream()
        play(stream, 0, 2)
        setImmediate(() => stream.cut())
      },
      { announce: null },
    )

    await expect(all(options)).rejects.toMatchObject({ code: 'network' })
    expect(server.asked).toHaveLength(1)
  })

  it('that is aborted lets go of the connection and stays quiet', async () => {
    const abort = new AbortController()
    let stream: Stream | undefined
    const options = await listen(
      (_asked, reply) => {
        stream = reply.stream()
        play(stream, 0, 2)
      },
      { abort },
    )

    const seen: Heard[] = []
    const reading = (async () => {
      for await (const event of follow(options)) if (seen.push(event) === 2) abort.abort()
    })()

    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    await stream!.closed
    expect(server.asked).toHaveLength(1)
  })
})
