import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** The parsed JSON body; undefined for none, and for any other kind. */
  json: unknown
  /** The body as it came. */
  text: string
}

export type Reply = {
  status?: number
  json?: unknown
  headers?: Record<string, string>
  sse?: unknown[]
}

type Route = (request: Received) => Reply | Promise<Reply>

/**
 * A server of the test's own on a free port: real HTTP, with answers that the test writes down.
 * What no route answers is a 404 problem, so a request nobody thought of shows.
 */
export class TestServer {
  readonly received: Received[] = []
  readonly #routes = new Map<string, Route>()
  readonly #server: Server = createServer(
    (request, response) => void this.#answer(request, response),
  )

  async start(): Promise<void> {
    // A test that fails before it stops its server must not keep the run from ending.
    this.#server.listen(0, '127.0.0.1').unref()
    await once(this.#server, 'listening')
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** @param route - For example `POST /api/chatkit/session`. */
  on(route: string, answer: Reply | Route): this {
    this.#routes.set(route, typeof answer === 'function' ? answer : () => answer)
    return this
  }

  reset(): void {
    this.received.length = 0
    this.#routes.clear()
  }

  calls(route: string): Received[] {
    return this.received.filter(({ method, path }) => `${method} ${path}` === route)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://test')
    const text = await readText(request)
    const received: Received = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      json: isJson(request) && text !== '' ? JSON.parse(text) : undefined,
      text,
    }
    this.received.push(received)
    const route = this.#routes.get(`${received.method} ${received.path}`)
    write(response, route ? await route(received) : NOT_FOUND)
  }
}

const NOT_FOUND: Reply = {
  status: 404,
  json: { title: 'Not found', detail: 'Nobody expected this.' },
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  return text
}

function isJson({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/json') === true
}

function write(response: ServerResponse, { status = 200, json, headers = {}, sse }: Reply): void {
  const type = sse
    ? 'text/event-stream'
    : status < 400
      ? 'application/json'
      : 'application/problem+json'
  response.writeHead(status, { 'Content-Type': type, ...headers })
  for (const event of sse ?? []) response.write(`data: ${JSON.stringify(event)}\n\n`)
  response.end(json === undefined ? undefined : JSON.stringify(json))
}
