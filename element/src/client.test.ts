import { afterEach, describe, expect, it } from 'vitest'
import { Client, type Api } from './client'
import type { ChatKitError } from './problems'
import { renewalTime } from './secret'
import { startServer, type Asked, type Reply, type TestServer } from './testing/server'

let server: TestServer
afterEach(() => server.close())

const LIST = { type: 'threads.list', params: {} }

async function clientOf(
  answer: (asked: Asked, reply: Reply) => void,
  api?: Api,
  announce?: string | null,
): Promise<Client> {
  server = await startServer(answer, announce)
  return new Client(api ?? { url: server.url }, {
    ownUrl: () => server.url,
    locale: () => 'de-DE',
    log: () => undefined,
    extended: () => false,
  })
}

/** A token of the shape that the client reads; nobody checks its signature here. */
function token(name: string, lifetimeSeconds: number, issuedAt = Date.now() / 1000): string {
  const claims = Buffer.from(
    JSON.stringify({ sub: name, iat: issuedAt, exp: issuedAt + lifetimeSeconds }),
  )
  return `e30.${claims.toString('base64url')}.x`
}

describe('a request', () => {
  it('says what it wants, in which language, and what this element knows', async () => {
    const client = await clientOf((_asked, reply) => reply.json({ data: [], has_more: false }))

    await client.call(LIST)

    const { headers, ...body } = server.asked[0]!
    expect(body).toEqual(LIST)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'accept-language': 'de-DE',
    })
    expect(headers['chatkit-extensions']).toBe(
      'resume, stop, heartbeat, idempotency, time-zone, search, edit',
    )
    expect(headers['chatkit-time-zone']).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    expect(headers.authorization).toBeUndefined()
  })

  it('uses only the extensions that the server announced', async () => {
    const client = await clientOf((_asked, reply) => reply.json({}), undefined, 'resume, Search')
    expect(client.offers('resume')).toBe(false)

    await client.call(LIST)

    expect([client.offers('resume'), client.offers('search'), client.offers('stop')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('goes through the fetch of the page with the address as it was given', async () => {
    const seen: unknown[] = []
    const own: typeof fetch = (input) => {
      seen.push(input)
      return Promise.resolve(Response.json({ ok: true }))
    }
    const client = await clientOf(() => undefined, { url: '/relative', fetch: own })

    expect(await client.call(LIST)).toEqual({ ok: true })
    expect(seen).toEqual(['/relative'])
  })

  it('turns a problem document into an error with its sentence and its status', async () => {
    const client = await clientOf((_asked, reply) =>
      reply.json({ title: 'Slow down', detail: 'Try in a minute.' }, 429, { 'retry-after': '60' }),
    )

    const error = await client.call(LIST).catch((caught: unknown) => caught as ChatKitError)

    expect(error).toMatchObject({
      code: 'http',
      details: { status: 429, shown: 'Try in a minute.', retryAfterSeconds: 60 },
    })
  })

  it('calls a broken connection what it is', async () => {
    const client = await clientOf((_asked, reply) => reply.cut())

    await expect(client.call(LIST)).rejects.toMatchObject({ name: 'ChatKitError', code: 'network' })
  })
})

describe('a client secret', () => {
  it('is asked for once, however many requests want it', async () => {
    const asked: (string | null)[] = []
    const secret = token('a', 900)
    const getClientSecret = (current: string | null): Promise<string> => {
      asked.push(current)
      return Promise.resolve(secret)
    }
    const client = await clientOf((_asked, reply) => reply.json({}), { getClientSecret })

    await Promise.all([client.call(LIST), client.call(LIST), client.call(LIST)])

    expect(asked).toEqual([null])
    expect(server.asked.map((one) => one.headers.authorization)).toEqual(
      Array(3).fill(`Bearer ${secret}`),
    )
  })

  it('is renewed once for many refusals at the same time, and each request is tried again', async () => {
    const old = token('old', 900)
    const fresh = token('fresh', 900)
    const asked: (string | null)[] = []
    const client = await clientOf(
      ({ headers }, reply) =>
        headers.authorization === `Bearer ${fresh}`
          ? reply.json({ ok: true })
          : reply.json({}, 401),
      {
        getClientSecret: (current) => {
          asked.push(current)
          return Promise.resolve(current === null ? old : fresh)
        },
      },
    )

    expect(await Promise.all([client.call(LIST), client.call(LIST), client.call(LIST)])).toEqual(
      Array(3).fill({ ok: true }),
    )
    expect(asked).toEqual([null, old])
    expect(server.asked).toHaveLength(6)
  })

  it('that is refused twice ends in an error, not in a loop', async () => {
    let count = 0
    const client = await clientOf((_asked, reply) => reply.json({ detail: 'Signed out.' }, 401), {
      getClientSecret: () => Promise.resolve(token(`n${++count}`, 900)),
    })

    await expect(client.call(LIST)).rejects.toMatchObject({
      code: 'unauthorized',
      details: { shown: 'Signed out.' },
    })
    expect(count).toBe(2)
  })

  it('is renewed before it ends', async () => {
    const asked: (string | null)[] = []
    const short = token('short', 30, Date.now() / 1000 - 25)
    const client = await clientOf((_asked, reply) => reply.json({}), {
      getClientSecret: (current) => {
        asked.push(current)
        return Promise.resolve(current === null ? short : token('long', 900))
      },
    })

    await client.call(LIST)
    await client.call(LIST)
    await client.call(LIST)

    expect(asked[0]).toBeNull()
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  it('survives new options with another function, and that function renews it', async () => {
    const first = token('first', 900)
    const second = token('second', 900)
    const client = await clientOf(
      ({ headers }, reply) =>
        headers.authorization === `Bearer ${first}` && server.asked.length > 1
          ? reply.json({}, 401)
          : reply.json({}),
      { getClientSecret: () => Promise.resolve(first) },
    )
    await client.call(LIST)

    client.configure({
      getClientSecret: (current) => Promise.resolve(current === first ? second : 'wrong'),
    })
    await client.call(LIST)

    expect(server.asked.map((one) => one.headers.authorization)).toEqual(
      [first, first, second].map((one) => `Bearer ${one}`),
    )
  })

  it('that the page cannot get says so without repeating the page', async () => {
    const client = await clientOf(() => undefined, {
      getClientSecret: () => Promise.reject(new Error('user@example.com')),
    })

    const error = await client.call(LIST).catch((caught: unknown) => caught as ChatKitError)

    expect(error).toMatchObject({ code: 'unauthorized', message: 'getClientSecret failed.' })
  })
})

describe('the time to renew', () => {
  const NOW = 1_800_000_000_000

  it('is half a minute before the end', () => {
    expect(renewalTime(token('a', 900, NOW / 1000), NOW)).toBe(NOW + 870_000)
  })

  it('counts from arrival where our clock is ahead of the server', () => {
    expect(renewalTime(token('a', 900, NOW / 1000 - 3600), NOW)).toBe(NOW + 870_000)
  })

  it('never comes for what is no token', () => {
    expect(renewalTime('plain', NOW)).toBe(Number.POSITIVE_INFINITY)
  })
})
