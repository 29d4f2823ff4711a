/** A real HTTP server for tests: it answers as it is told and remembers what it was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ThreadEvent } from '../events'

export type Asked = {
  type: string
  params: Record<string, unknown>
  headers: IncomingMessage['headers']
}

export type Reply = {
  json(body: unknown, status?: number, headers?: Record<string, string>): void
  empty(): void
  /** Begins a stream; frames follow one by one. */
  stream(): Stream
  /** Cuts the connection without an answer. */
  cut(): void
}

export type Stream = {
  event(event: ThreadEvent, id?: string): void
  comment(text: string): void
  raw(text: string): void
  end(): void
  cut(): void
  /** Resolves when the client has gone. */
  closed: Promise<void>
}

export type TestServer = {
  url: string
  asked: Asked[]
  /** Requests of one type, in order. */
  of(type: string): Asked[]
  close(): Promise<void>
}

const ALL = 'resume, stop, heartbeat, idempotency, time-zone, search, edit'

/** @param announce - The ChatKit-Extensions header; null for a stock server. */
export async function startServer(
  answer: (asked: Asked, reply: Reply) => void,
  announce: string | null = ALL,
): Promise<TestServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const one = {
        ...(JSON.parse(body) as { type: string; params: Record<string, unknown> }),
        headers: request.headers,
      }
      asked.push(one)
      answer(one, replyTo(response, announce))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/api/chatkit`,
    asked,
    of: (type) => asked.filter((one) => one.type === type),
    close: () => closed(server),
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

function replyTo(response: ServerResponse, announce: string | null): Reply {
  if (announce !== null) response.setHeader('ChatKit-Extensions', announce)
  return {
    json: (body, status = 200, headers = {}) => {
      const type = status < 400 ? 'application/json' : 'application/problem+json'
      response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body))
    },
    empty: () => response.writeHead(204).end(),
    stream: () => streamTo(response),
    cut: () => response.destroy(),
  }
}

function streamTo(response: ServerResponse): Stream {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  return {
    event: (event, id) =>
      response.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`),
    comment: (text) => response.write(`: ${text}\n\n`),
    raw: (text) => response.write(text),
    end: () => response.end(),
    cut: () => response.destroy(),
    closed: new Promise((resolve) => response.once('close', () => resolve())),
  }
}
