import { describe, expect, test } from '@jest/globals'

import { reportedProblem, secretProblem } from '@/lib/chat-problem'
import { readChatKitEnv, readEnv } from '@/lib/env'
import { HttpProblem } from '@/lib/http'
import { safeNext, signInPath } from '@/lib/next-path'
import { contentSecurityPolicy } from '@/lib/page-security'
import { dueOn } from '@/lib/task-dates'

describe('where to go after signing in', () => {
  test.each(['/tasks', '/chat?x=1#y', '/account'])('%s is ours', (path) => {
    expect(safeNext(path)).toBe(path)
  })

  test.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '\t//evil.example',
    'javascript:alert(1)',
    '/api/auth/sign-out',
  ])('%s is not followed', (wanted) => {
    expect(safeNext(wanted)).toBe('/chat')
  })

  test('survives the way through the address bar', () => {
    const asked = new URL(signInPath('/tasks?a=1&b=2', 'ended'), 'http://errand')
    expect(safeNext(asked.searchParams.get('next'))).toBe('/tasks?a=1&b=2')
  })
})

describe('the environment', () => {
  const enough = {
    BETTER_AUTH_URL: 'https://errand.example',
    BETTER_AUTH_SECRET: 'secret',
    AUTH_DATABASE_URL: 'postgresql://db',
  }

  test('names everything that is missing at once', () => {
    expect(() => readEnv({ BETTER_AUTH_URL: 'http://x' })).toThrow(
      'Set BETTER_AUTH_SECRET, AUTH_DATABASE_URL to start the pages.',
    )
  })

  test('has a default for the rest', () => {
    expect(readEnv(enough)).toMatchObject({
      apiAudience: 'https://errand.example/api',
      smtpUrl: null,
      chatkit: { scriptUrl: '/chatkit.js', foreign: false },
    })
  })

  test("knows somebody else's element by its address", () => {
    expect(readChatKitEnv({ CHATKIT_SCRIPT_URL: 'https://cdn.example/chatkit.js' }).foreign).toBe(
      true,
    )
    expect(readChatKitEnv({ CHATKIT_SCRIPT_URL: '/chatkit.js' }).foreign).toBe(false)
  })
})

describe('the content security policy', () => {
  const policy = (scriptUrl: string) =>
    contentSecurityPolicy({ nonce: 'abc', scriptUrl, development: false })

  test('allows our own scripts and those with the nonce, and nothing inline or evaluated', () => {
    expect(policy('/chatkit.js')).toContain("script-src 'self' 'nonce-abc';")
    expect(policy('/chatkit.js')).toContain("connect-src 'self';")
    expect(policy('/chatkit.js')).toContain("frame-ancestors 'none'")
    expect(policy('/chatkit.js')).not.toContain('unsafe-eval')
  })

  test("lets in the origin of somebody else's element, and no more", () => {
    expect(policy('https://cdn.example/deep/chatkit.js')).toContain(
      "script-src 'self' 'nonce-abc' https://cdn.example;",
    )
  })
})

describe('what is said when the chat fails', () => {
  const problem = (status: number, extra: object = {}) =>
    Object.assign(new Error('x'), { status, ...extra })

  test.each([
    [new HttpProblem('signed-out', '', 401), 'sign-in'],
    [new HttpProblem('forbidden', '', 403), 'new-conversation'],
    [new HttpProblem('broken', '', 500), 'retry'],
    [new HttpProblem('offline', ''), 'retry'],
    [new HttpProblem('slow', ''), 'retry'],
    [new HttpProblem('too-fast', '', 429, 5), 'retry'],
  ])('%# a missing secret has a way on', (error, way) => {
    const said = secretProblem(error)
    expect(said.way).toBe(way)
    expect(said.message).not.toBe('')
  })

  test.each([
    [problem(401), 'sign-in'],
    [problem(403), 'new-conversation'],
    [problem(404), 'new-conversation'],
  ])('%# an error of the element has a way on', (error, way) => {
    expect(reportedProblem(error)?.way).toBe(way)
  })

  test('a wait lasts as long as the server said', () => {
    expect(reportedProblem(problem(429, { details: { retryAfterSeconds: 9 } }))).toMatchObject({
      way: 'wait',
      waitSeconds: 9,
    })
  })

  test('what the element can try again itself is left to it', () => {
    expect(reportedProblem(problem(503))).toBeNull()
    expect(reportedProblem(Object.assign(new Error('x'), { code: 'network' }))).toBeNull()
  })

  test('what was said when the secret was asked for is not said twice', () => {
    const cause = new HttpProblem('signed-out', '', 401)
    expect(reportedProblem(new Error('getClientSecret failed.', { cause }))).toBeNull()
  })
})

describe('a due date', () => {
  test('floats without a time and has a zone with one', () => {
    expect(dueOn('2026-11-25', '', 'Europe/Berlin')).toEqual({ date: '2026-11-25' })
    expect(dueOn('2026-11-25', '09:00', 'Europe/Berlin')).toEqual({
      local: '2026-11-25T09:00',
      tz: 'Europe/Berlin',
    })
  })
})
