import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChatKitOptions } from '@openai/chatkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Uploads } from './chat/composing/uploads'
import { Client } from './client'
import type { DraftFile, Sentence } from './draft'
import { until } from './testing/waiting'
import { upload, type Route, type UploadTarget } from './upload'

type Got = { method: string; url: string; headers: IncomingMessage['headers']; body: string }
type Answer = { status?: number; body?: unknown; after?: Promise<void> }

let server: Server
let origin: string
let got: Got[]
let answer: (asked: Got) => Answer

beforeEach(async () => {
  got = []
  answer = () => ({ body: {} })
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
      got.push(one)
      const { status = 200, body, after } = answer(one)
      void (after ?? Promise.resolve()).then(() => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body === undefined ? '' : JSON.stringify(body))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const note = (words = 'hello'): File => new File([words], 'note.txt', { type: 'text/plain' })
const asked = ({ body }: Got): { type: string; params: Record<string, unknown> } =>
  JSON.parse(body) as { type: string; params: Record<string, unknown> }

describe('an upload', () => {
  const quiet = { signal: new AbortController().signal, onProgress: () => undefined }
  const route = (authorization: Route['authorization'] = async () => null): Route => ({
    fetch: (...args) => fetch(...args),
    authorization,
  })
  const target = (change: Partial<UploadTarget> = {}): UploadTarget => ({
    url: `${origin}/f`,
    method: 'PUT',
    headers: { 'x-signed': 'yes' },
    ...change,
  })

  it('puts the bytes as they are, with the headers that it was told and no others of ours', async () => {
    await upload(note(), target(), route(), quiet)

    expect(got.map(({ method, body }) => [method, body])).toEqual([['PUT', 'hello']])
    expect(got[0]!.headers).toMatchObject({ 'x-signed': 'yes', 'content-type': 'text/plain' })
    expect(Object.keys(got[0]!.headers).filter((name) => name.startsWith('chatkit'))).toEqual([])
  })

  it('posts a form with the field “file”', async () => {
    answer = () => ({ body: { id: 'a1' } })

    const told = await upload(note(), target({ method: 'POST' }), route(), quiet)

    expect(told).toEqual({ id: 'a1' })
    expect(got[0]!.body).toContain('name="file"; filename="note.txt"')
    expect(got[0]!.body).toContain('hello')
  })

  it('asks for a new secret once when the first is refused', async () => {
    const refusals: (string | null)[] = []
    answer = ({ headers }) => ({ status: headers.authorization === 'Bearer new' ? 200 : 401 })
    const renew = async (_url: string, refused: string | null): Promise<string> => {
      refusals.push(refused)
      return refused === null ? 'Bearer old' : 'Bearer new'
    }

    await upload(note(), target(), route(renew), quiet)

    expect(refusals).toEqual([null, 'Bearer old'])
    expect(got).toHaveLength(2)
  })

  it('leaves a signed address its own authorization', async () => {
    const signed = target({ headers: { Authorization: 'Signed' } })

    await upload(
      note(),
      signed,
      route(async () => 'Bearer ours'),
      quiet,
    )

    expect(got[0]!.headers.authorization).toBe('Signed')
  })

  it('fails with what the server said, and with what it did not', async () => {
    answer = () => ({ status: 413, body: { title: 'Too large.' } })
    await expect(upload(note(), target(), route(), quiet)).rejects.toMatchObject({
      details: { status: 413, shown: 'Too large.' },
    })
    await new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
    await expect(upload(note(), target(), route(), quiet)).rejects.toMatchObject({
      code: 'network',
    })
  })
})

describe('the files of a draft', () => {
  let files: Map<string, DraftFile>
  let told: Sentence[]
  let reports: unknown[]

  function uploads(uploadStrategy?: { type: 'direct'; uploadUrl: string }): Uploads {
    files = new Map()
    told = []
    reports = []
    const api = {
      url: `${origin}/chat`,
      domainKey: 'x',
      fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
      ...(uploadStrategy && { uploadStrategy }),
    }
    const client = new Client(api, {
      ownUrl: () => `${origin}/chat`,
      extended: () => true,
      locale: () => 'en',
      log: () => undefined,
    })
    let count = 0
    return new Uploads({
      client,
      options: (): ChatKitOptions => ({ api }),
      uuid: () => `k${(count += 1)}`,
      moved: (key, change) => files.set(key, { ...files.get(key)!, ...change }),
      report: (error) => reports.push(error),
      tell: (sentence) => told.push(sentence),
    })
  }

  function add(to: Uploads): string {
    const file = to.add(note())
    files.set(file.key, file)
    return file.key
  }

  const status =
    (key: string): (() => string) =>
    () =>
      files.get(key)!.status
  const created = (id: string, descriptor: object = {}): object => ({
    type: 'file',
    id,
    name: 'note.txt',
    mime_type: 'text/plain',
    upload_descriptor: { url: `${origin}/put`, method: 'PUT', headers: {}, ...descriptor },
  })

  it('are described first, then sent where the server said, and carry no descriptor further', async () => {
    answer = ({ url }) => (url === '/chat' ? { body: created('a1') } : {})
    const all = uploads()

    const key = add(all)
    expect(status(key)()).toBe('uploading')
    await until(status(key), (seen) => seen === 'ready')

    expect(got.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /chat', 'PUT /put'])
    expect(files.get(key)!.attachment).toEqual({
      type: 'file',
      id: 'a1',
      name: 'note.txt',
      mime_type: 'text/plain',
    })
  })

  it('go directly where the page said, and are what comes back', async () => {
    answer = () => ({ body: { type: 'file', id: 'd1', name: 'n', mime_type: 'text/plain' } })
    const all = uploads({ type: 'direct', uploadUrl: `${origin}/direct` })

    const key = add(all)
    await until(status(key), (seen) => seen === 'ready')
    all.discard(key)
    await until(
      () => got.length,
      (seen) => seen === 2,
    )

    expect(files.get(key)!.attachment?.id).toBe('d1')
    expect(asked(got[1]!)).toEqual({ type: 'attachments.delete', params: { attachment_id: 'd1' } })
  })

  it('can be tried again; what the failed attempt left behind is removed', async () => {
    let failures = 1
    let count = 0
    answer = ({ url, body }) => {
      if (url === '/put') return { status: failures-- > 0 ? 500 : 200 }
      return body.includes('attachments.create')
        ? { body: created(`a${(count += 1)}`) }
        : { body: {} }
    }
    const all = uploads()

    const key = add(all)
    await until(status(key), (seen) => seen === 'failed')
    expect(told).toEqual([{ key: 'fileFailed', values: { name: 'note.txt' } }])
    all.retry(key)
    await until(status(key), (seen) => seen === 'ready')

    expect(files.get(key)!.attachment?.id).toBe('a2')
    const deleted = got.filter(({ body }) => body.includes('attachments.delete')).map(asked)
    expect(deleted.map(({ params }) => params)).toEqual([{ attachment_id: 'a1' }])
    expect(reports).toHaveLength(1)
  })

  it('stop when they are taken away, without a word about it', async () => {
    let goOn: () => void = () => undefined
    const after = new Promise<void>((resolve) => (goOn = resolve))
    answer = ({ url, body }) => {
      if (url === '/put') return { after }
      return body.includes('attachments.create') ? { body: created('a1') } : { body: {} }
    }
    const all = uploads()
    const key = add(all)
    await until(
      () => got.length,
      (seen) => seen === 2,
    )

    all.discard(key)
    await until(
      () => got.length,
      (seen) => seen === 3,
    )
    goOn()

    expect(asked(got[2]!).params).toEqual({ attachment_id: 'a1' })
    expect([status(key)(), told, reports]).toEqual(['uploading', [], []])
  })

  it('fail when the server describes nothing', async () => {
    answer = () => ({ body: { nothing: true } })
    const all = uploads()

    const key = add(all)
    await until(status(key), (seen) => seen === 'failed')

    expect(reports).toMatchObject([{ code: 'protocol' }])
  })
})
