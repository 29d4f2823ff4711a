import { describe, expect, it } from 'vitest'
import { errorFrom } from './problems'

const HOUR = 60 * 60 * 1000
const http = (time: number): string => new Date(time).toUTCString()

async function waitOf(headers: Record<string, string>): Promise<number | undefined> {
  const { details } = await errorFrom(new Response(null, { status: 429, headers }), 'a test')
  return details.retryAfterSeconds
}

describe('how long a server wants to hear nothing', () => {
  it('is said in seconds', async () => {
    expect(await waitOf({ 'retry-after': ' 40 ' })).toBe(40)
  })

  it('or by a date of its own clock, however wrong ours is', async () => {
    const theirs = Date.now() + HOUR

    expect(await waitOf({ date: http(theirs), 'retry-after': http(theirs + 40_000) })).toBe(40)
  })

  it('or by a date of ours, where the server does not tell its time', async () => {
    const seconds = await waitOf({ 'retry-after': http(Date.now() + 40_000) })

    expect(seconds).toBeGreaterThan(37)
    expect(seconds).toBeLessThanOrEqual(40)
  })

  it('is at most a day, and nothing where it makes no sense', async () => {
    expect(await waitOf({ 'retry-after': '99999999' })).toBe(24 * 60 * 60)
    expect(await waitOf({ 'retry-after': 'soon' })).toBeUndefined()
    expect(await waitOf({ 'retry-after': http(Date.now() - HOUR) })).toBeUndefined()
    expect(await waitOf({})).toBeUndefined()
  })
})

describe('what a page may log of an error', () => {
  it('holds nothing of what the server said, which may be what was written', async () => {
    const body = JSON.stringify({ detail: '“Precious words” is too long.' })
    const headers = { 'content-type': 'application/problem+json' }
    const error = await errorFrom(new Response(body, { status: 422, headers }), 'a test')

    expect(error.details.shown).toContain('Precious words')
    expect(JSON.stringify([error, { ...error }, error.message])).not.toContain('Precious words')
    expect(error.status).toBe(422)
  })
})
