import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { api, fetchWithBearer } from '@/lib/api'
import { forgetClientSecret, getClientSecret } from '@/lib/client-secret'

import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())
beforeEach(() => {
  server.reset()
  visit(`${server.origin}/chat`)
  server.on('GET /api/auth/token', { json: { token: 'the-jwt' } })
  server.on('POST /api/chatkit/session', session('first'))
})

const session = (client_secret: string) => ({
  json: { client_secret, user_id: 'u', expires_at: '2026-11-23T09:00:00Z', expires_in: 1800 },
})
const refused = (status: number, detail: string) => ({ status, json: { title: 'No', detail } })

describe('getClientSecret', () => {
  test('opens a session with the JWT and tells the zone and the language', async () => {
    expect(await getClientSecret(null)).toBe('first')

    const [opened] = server.calls('POST /api/chatkit/session')
    expect(opened?.headers.authorization).toBe('Bearer the-jwt')
    expect(opened?.json).toEqual({
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: navigator.language,
    })
  })

  test('refreshes an existing secret without asking for a JWT', async () => {
    server.on('POST /api/chatkit/refresh', session('second'))

    expect(await getClientSecret('first')).toBe('second')

    expect(server.calls('POST /api/chatkit/refresh')[0]?.json).toEqual({ token: 'first' })
    expect(server.calls('GET /api/auth/token')).toHaveLength(0)
  })

  test('opens a new session when the refresh is refused', async () => {
    server.on('POST /api/chatkit/refresh', refused(401, 'Invalid token'))

    expect(await getClientSecret('too old')).toBe('first')
  })

  test('says that the sign-in has ended when the new session is refused as well', async () => {
    server.on('POST /api/chatkit/refresh', refused(401, 'Invalid token'))
    server.on('POST /api/chatkit/session', refused(401, 'Invalid token'))

    await expect(getClientSecret('too old')).rejects.toMatchObject({ kind: 'signed-out' })
  })

  test('does not open a session for a refresh that failed for another reason', async () => {
    server.on('POST /api/chatkit/refresh', refused(503, 'Down'))

    await expect(getClientSecret('first')).rejects.toMatchObject({ kind: 'broken', status: 503 })

    expect(server.calls('POST /api/chatkit/session')).toHaveLength(0)
  })

  test('tells how long to wait when it was too fast', async () => {
    server.on('POST /api/chatkit/session', {
      ...refused(429, 'Slow down.'),
      headers: { 'Retry-After': '7' },
    })

    await expect(getClientSecret(null)).rejects.toMatchObject({
      kind: 'too-fast',
      retryAfterSeconds: 7,
    })
  })

  test('says that nothing can be reached when nothing listens', async () => {
    const gone = new TestServer()
    await gone.start()
    visit(`${gone.origin}/chat`)
    await gone.stop()

    await expect(getClientSecret(null)).rejects.toMatchObject({ kind: 'offline' })
  })
})

describe('calls to the API', () => {
  beforeEach(() => {
    server.on('POST /api/chatkit/refresh', session('second'))
    server.on('GET /api/me', ({ headers }) =>
      headers.authorization === 'Bearer second'
        ? { json: { time_zone: 'Europe/Berlin' } }
        : refused(401, 'Invalid token'),
    )
  })

  test('renew a refused secret once and go on', async () => {
    expect(await api('/api/me')).toEqual({ time_zone: 'Europe/Berlin' })

    expect(server.calls('POST /api/chatkit/refresh')[0]?.json).toEqual({ token: 'first' })
  })

  test('share one session and one refresh when they come together', async () => {
    await Promise.all([api('/api/me'), api('/api/me'), api('/api/me')])

    expect(server.calls('POST /api/chatkit/session')).toHaveLength(1)
    expect(server.calls('POST /api/chatkit/refresh')).toHaveLength(1)
  })

  test('use no secret from before the sign-out', async () => {
    await api('/api/me')
    forgetClientSecret()
    server.on('GET /api/auth/token', refused(401, 'Unauthorized'))

    await expect(api('/api/me')).rejects.toMatchObject({ kind: 'signed-out' })
  })

  test('give the bearer to our own origin only', async () => {
    const elsewhere = new TestServer().on('GET /picture', { json: {} })
    await elsewhere.start()

    await fetchWithBearer('/api/me')
    await fetchWithBearer(`${elsewhere.origin}/picture`)

    expect(server.calls('GET /api/me').at(-1)?.headers.authorization).toBe('Bearer second')
    expect(elsewhere.received[0]?.headers.authorization).toBeUndefined()
    await elsewhere.stop()
  })
})
