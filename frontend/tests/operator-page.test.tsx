import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import OperatorPage from '@/app/(dashboard)/operator/page'
import { lengthOf } from '@/lib/operator'

import { renderPage } from './page'
import { TestServer, type Received } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const QUIET = {
  at: '2026-11-23T14:00:00.120000Z',
  queue: { queued: 0, running: 0, oldest_seconds: 0 },
  workers: [],
  slow: [],
  people: [],
}

const BUSY = {
  at: '2026-11-23T14:00:00.120000Z',
  queue: { queued: 3, running: 2, oldest_seconds: 75.4 },
  workers: [{ name: 'api-7f3a', running: 2, lease_until: '2026-11-23T14:00:14.500000Z' }],
  slow: [
    {
      turn_id: '0198a1de-0000-7000-8000-0000000000aa',
      person: 'ann@example.org',
      kind: 'message',
      status: 'done',
      attempts: 2,
      seconds: 200.2,
    },
  ],
  people: [
    {
      person_id: '0198a1de-0000-7000-8000-000000000001',
      person: 'ann@example.org',
      answers_today: 12,
      failed_today: 1,
      running: 2,
      tokens_today: 3400,
      tokens_30_days: 56_000,
    },
    {
      person_id: '0198a1de-0000-7000-8000-000000000002',
      person: '',
      answers_today: 0,
      failed_today: 0,
      running: 0,
      tokens_today: 0,
      tokens_30_days: 7,
    },
  ],
}

const DENIED = {
  type: 'about:blank',
  title: 'Forbidden',
  status: 403,
  detail: 'Only an operator of this installation may see this.',
  code: 'operators_only',
}

function entry(number: number, more: object = {}) {
  return {
    id: `0198a1de-0000-7000-8000-00000000010${number}`,
    at: `2026-11-23T13:00:0${number}Z`,
    person: 'ann@example.org',
    door: 'rest',
    action: `POST /api/tasks/${number}`,
    status: 201,
    address: '192.0.2.7',
    request_id: '0198a1de-0000-7000-8000-0000000000ff',
    ...more,
  }
}

const page = (entries: object[], next: string | null = null) => ({ json: { entries, next } })

beforeEach(() => {
  server.reset()
  server
    .on('GET /api/auth/token', { json: { token: 'the-jwt' } })
    .on('POST /api/chatkit/session', { json: { client_secret: 'secret' } })
    .on('GET /api/operator', { json: BUSY })
    .on('GET /api/operator/audit', page([entry(1)]))
})

const open = () => renderPage(<OperatorPage />, { origin: server.origin, path: '/operator' })
const table = async (name: string) => within(await screen.findByRole('table', { name }))

describe("the operator's page", () => {
  test('shows what waits and runs, the processes, slow answers and what each person uses', async () => {
    open()

    const queue = within(await screen.findByRole('region', { name: 'Answers now' }))
    expect(queue.getByText('Waiting').nextSibling).toHaveTextContent('3')
    expect(queue.getByText('Running').nextSibling).toHaveTextContent('2')
    expect(queue.getByText('Oldest has waited').nextSibling).toHaveTextContent('1 min 15 s')
    expect((await table('Processes that answer')).getByText('api-7f3a')).toBeVisible()
    expect(
      (await table('Slow answers of the last day')).getByRole('row', { name: /ann@example.org/ }),
    ).toHaveTextContent('3 min 20 s2 times')
    const people = await table('Who uses how much')
    expect(people.getByRole('row', { name: /ann@example.org/ })).toHaveTextContent('56,000')
    expect(people.getByRole('row', { name: /An account that is gone/ })).toHaveTextContent('7')
  })

  test('says so in words where there is nothing to show', async () => {
    server.on('GET /api/operator', { json: QUIET }).on('GET /api/operator/audit', page([]))
    open()

    expect(await screen.findByText('None has anything to do right now.')).toBeVisible()
    expect(screen.getByText(/None took over 30 seconds/)).toBeVisible()
    expect(screen.getByText('Nobody has used anything yet.')).toBeVisible()
    expect(await screen.findByText('Nobody has done anything yet.')).toBeVisible()
  })

  test('reads the figures again by itself', async () => {
    server.on('GET /api/operator', () => ({
      json: server.calls('GET /api/operator').length === 1 ? QUIET : BUSY,
    }))
    open()

    await screen.findByText('None has anything to do right now.')
    expect(await screen.findByText('api-7f3a', {}, { timeout: 12_000 })).toBeVisible()
  })

  test('is closed to others, and does not go on asking', async () => {
    server.on('GET /api/operator', { status: 403, json: DENIED })
    open()

    expect(
      await screen.findByRole('heading', { name: 'Only an operator may see this' }),
    ).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(server.calls('GET /api/operator/audit')).toHaveLength(0)
  })

  test('says what is wrong where the server cannot answer', async () => {
    server.on('GET /api/operator', { status: 500, json: { title: 'Internal Server Error' } })
    open()

    expect(await screen.findByRole('alert')).toHaveTextContent(/went wrong on the server/)
  })
})

describe('the trail', () => {
  test('tells who did what, and goes on with older entries', async () => {
    const older = entry(2, { person: '', door: 'page', action: 'sign-in/email', status: 401 })
    server.on('GET /api/operator/audit', ({ query }: Received) =>
      query.get('before') === 'cursor' ? page([older]) : page([entry(1)], 'cursor'),
    )
    open()

    const trail = await table('The trail')
    expect(trail.getByText('POST /api/tasks/1').closest('tr')).toHaveTextContent('done')
    await userEvent.click(screen.getByRole('button', { name: 'Show older entries' }))

    const row = (await trail.findByText('sign-in/email')).closest('tr')
    expect(row).toHaveTextContent('nobody known')
    expect(row).toHaveTextContent('refused (401)')
    expect(trail.getByText('POST /api/tasks/1')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Show older entries' })).toBeNull()
  })

  test('shows only what was denied when asked to', async () => {
    server.on('GET /api/operator/audit', ({ query }: Received) =>
      query.get('denied') === 'true'
        ? page([entry(3, { action: 'GET /api/operator', status: 403 })])
        : page([entry(1)]),
    )
    open()
    await screen.findByText('POST /api/tasks/1')

    await userEvent.click(screen.getByRole('switch', { name: 'Only what was denied' }))

    expect(await screen.findByText('refused (403)')).toBeVisible()
    expect(screen.queryByText('POST /api/tasks/1')).toBeNull()
  })
})

test.each([
  [0.2, '0 s'],
  [59.6, '1 min'],
  [75.4, '1 min 15 s'],
  [7500, '2 h 5 min'],
])('%s seconds are "%s"', (seconds, words) => {
  expect(lengthOf(seconds)).toBe(words)
})
