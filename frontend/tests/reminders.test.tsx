import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import { Reminders } from '@/app/_ui/reminders'

import { renderPage } from './page'
import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const reminder = (id: string, title: string) => ({
  id,
  reminder_id: `r-${id}`,
  task: { id: `t-${id}`, number: 1, title, due: null },
  remind_at: '2026-11-23T08:00:00Z',
  delivered_at: '2026-11-23T08:00:01Z',
  acknowledged_at: null,
  channels: [],
})

beforeEach(() => {
  server.reset()
  server
    .on('GET /api/auth/token', { json: { token: 'the-jwt' } })
    .on('POST /api/chatkit/session', { json: { client_secret: 'secret' } })
    .on('GET /api/reminders/stream', { sse: [] })
    .on('POST /api/reminders/acknowledge', ({ json }) => ({ json }))
    .on('GET /api/reminders', {
      json: {
        reminders: [reminder('one', 'Call the bank'), reminder('two', 'Water the plants')],
        has_more: false,
        after: null,
      },
    })
})

describe('reminders', () => {
  test('show what is due, and are dismissed everywhere', async () => {
    renderPage(<Reminders />, { origin: server.origin, path: '/chat' })

    expect(await screen.findByText('Call the bank')).toBeVisible()
    await userEvent.click(
      screen.getByRole('button', { name: 'Dismiss the reminder of “Call the bank”' }),
    )

    expect(screen.queryByText('Call the bank')).toBeNull()
    await waitFor(() =>
      expect(server.calls('POST /api/reminders/acknowledge')[0]?.json).toEqual({ ids: ['one'] }),
    )
    expect(screen.getByText('Water the plants')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Open' })).toHaveAttribute('href', '/tasks?task=t-two')
  })

  test('never ask to notify by themselves', async () => {
    let asked = 0
    const requestPermission = (): Promise<NotificationPermission> => {
      asked += 1
      return Promise.resolve('granted')
    }
    Object.assign(globalThis, { Notification: { permission: 'default', requestPermission } })
    renderPage(<Reminders />, { origin: server.origin, path: '/chat' })

    const ask = await screen.findByRole('button', { name: 'Also tell me outside this page' })
    expect(asked).toBe(0)
    await userEvent.click(ask)

    expect(asked).toBe(1)
    await waitFor(() => expect(ask).not.toBeInTheDocument())
  })
})
