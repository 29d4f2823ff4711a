import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { waitFor } from '@testing-library/react'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { followEvents } from '@/lib/task-events'

/** A server whose streams the test holds open, writes to, and cuts. */
const asked: IncomingMessage[] = []
const streams: ServerResponse[] = []
let refuse = 0
const server = createServer((request, response) => {
  const url = request.url ?? ''
  if (url.startsWith('/api/auth/token')) return void response.end('{"token":"jwt"}')
  if (url.startsWith('/api/chatkit/session')) {
    return void response.end('{"client_secret":"secret"}')
  }
  asked.push(request)
  if (refuse > 0) {
    refuse -= 1
    return void response.writeHead(503).end()
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
  streams.push(response)
})

beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/tasks`))
afterEach(() => {
  // Ended, not cut: a request of the next test on a line that was just cut would fail by itself.
  for (const stream of streams) stream.end()
  asked.length = streams.length = refuse = 0
})

function follow() {
  const heard: string[] = []
  const states: boolean[] = []
  const ending = new AbortController()
  const over = followEvents({
    path: '/api/tasks/events',
    signal: ending.signal,
    onEvent: ({ data }) => heard.push(data),
    onState: (state) => states.push(state),
  })
  return { heard, states, end: () => ending.abort(), over }
}

describe('following events', () => {
  test('goes on after the last one when the line breaks', async () => {
    const { heard, states, end, over } = follow()
    await waitFor(() => expect(streams).toHaveLength(1))
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer secret' })
    expect(asked[0]?.headers['last-event-id']).toBeUndefined()

    streams[0]?.write('event: change\nid: 7\ndata: on')
    streams[0]?.write('e\n\n')
    await waitFor(() => expect(heard).toEqual(['one']))
    streams[0]?.end()

    await waitFor(() => expect(streams).toHaveLength(2))
    expect(asked[1]?.headers['last-event-id']).toBe('7')
    expect(states).toEqual([true, false, true])
    end()
    await over
  })

  test('tries again while the server refuses', async () => {
    refuse = 2
    const { states, end, over } = follow()

    await waitFor(() => expect(streams).toHaveLength(1))

    expect(asked).toHaveLength(3)
    expect(states).toEqual([false, false, true])
    end()
    await over
  })

  test('ends when it is told to', async () => {
    const { end, over } = follow()
    await waitFor(() => expect(streams).toHaveLength(1))

    end()

    await over
    expect(asked).toHaveLength(1)
  })
})
