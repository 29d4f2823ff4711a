import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import AccountPage from '@/app/(dashboard)/account/page'
import { lastThread, rememberThread } from '@/lib/last-thread'

import { ANN, renderPage } from './page'
import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const TOKEN = {
  id: 'token-1',
  name: 'Desktop',
  last_characters: 'x9Kq',
  created_at: '2026-11-20T08:00:00Z',
  expires_at: '2027-02-18T08:00:00Z',
}

const PROFILE = {
  time_zone: 'Europe/Berlin',
  locale: 'de-DE',
  week_start: 'monday',
  date_order: null,
  model: null,
}

const page = (tokens: object[], after: string | null = null) => ({
  json: { tokens, has_more: after !== null, after },
})

const ZONES = ['America/New_York', 'Asia/Tokyo', 'Europe/Berlin', 'UTC']

beforeEach(() => {
  // Some four hundred zones stand in the page, and every search by role looks at each of them.
  jest.spyOn(Intl, 'supportedValuesOf').mockReturnValue(ZONES)
  server.reset()
  server
    .on('GET /api/auth/token', { json: { token: 'the-jwt' } })
    .on('POST /api/chatkit/session', { json: { client_secret: 'secret' } })
    .on('GET /api/me', { json: PROFILE })
    .on('GET /api/me/models', { json: { models: [] } })
    .on('GET /api/tokens', page([TOKEN]))
})

async function openAccount() {
  const shown = renderPage(<AccountPage />, { origin: server.origin, path: '/account' })
  await screen.findByRole('combobox', { name: 'Time zone' })
  await screen.findByText('Desktop')
  return shown
}

const form = (name: string) => within(screen.getByRole('form', { name }))

describe('the account page', () => {
  test('offers every time zone that the browser knows', async () => {
    jest.mocked(Intl.supportedValuesOf).mockRestore()
    renderPage(<AccountPage />, { origin: server.origin, path: '/account' })

    const zone = await screen.findByLabelText<HTMLSelectElement>('Time zone')
    const offered = [...zone.options].map(({ value }) => value)
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !offered.includes(name))).toEqual([])
    expect(offered.length).toBeGreaterThan(400)
  })

  test('shows whose account it is', async () => {
    await openAccount()

    expect(screen.getByText(ANN.email)).toBeVisible()
    expect(screen.getByLabelText('Name')).toHaveValue(ANN.name)
  })

  test('saves the calendar: zone, first day of the week, order of dates', async () => {
    await openAccount()
    server.on('PATCH /api/me', ({ json }) => ({ json }))

    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'Asia/Tokyo')
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'The week begins on' }),
      'Sunday',
    )
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Dates in numbers' }),
      'Day first: 3/4 is 3 April',
    )
    await userEvent.click(form('Preferences').getByRole('button', { name: 'Save' }))

    await screen.findByText(/^Saved/)
    expect(server.calls('PATCH /api/me')[0]?.json).toEqual({
      time_zone: 'Asia/Tokyo',
      week_start: 'sunday',
      date_order: 'dmy',
    })
    expect(screen.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo')
  })

  test('offers a choice among the models of the operator, where there are several', async () => {
    server.on('GET /api/me/models', {
      json: {
        models: [
          { id: 'small', chosen: true },
          { id: 'large', chosen: false },
        ],
      },
    })
    await openAccount()
    server.on('PATCH /api/me', ({ json }) => ({ json }))

    const choice = await screen.findByRole('combobox', { name: 'Model that answers' })
    expect(choice).toHaveValue('small')
    await userEvent.selectOptions(choice, 'large')
    await userEvent.click(form('Model').getByRole('button', { name: 'Save model' }))

    await screen.findByText(/^Saved/)
    expect(server.calls('PATCH /api/me')[0]?.json).toEqual({ model: 'large' })
  })

  test('changes the password and empties the fields', async () => {
    await openAccount()
    server.on('POST /api/auth/change-password', { json: { token: 'new' } })

    await userEvent.type(screen.getByLabelText('Current password'), 'correct horse')
    await userEvent.type(screen.getByLabelText('New password'), 'battery staple')
    await userEvent.click(screen.getByRole('button', { name: 'Change password' }))

    await screen.findByText(/every other sign-in has ended/)
    expect(server.calls('POST /api/auth/change-password')[0]?.json).toEqual({
      currentPassword: 'correct horse',
      newPassword: 'battery staple',
    })
    expect(screen.getByLabelText('New password')).toHaveValue('')
  })

  test('says when the current password is wrong', async () => {
    await openAccount()
    server.on('POST /api/auth/change-password', {
      status: 400,
      json: { code: 'INVALID_PASSWORD', message: 'Invalid password' },
    })

    await userEvent.type(screen.getByLabelText('Current password'), 'wrong')
    await userEvent.type(screen.getByLabelText('New password'), 'battery staple')
    await userEvent.click(screen.getByRole('button', { name: 'Change password' }))

    expect(await screen.findByRole('alert')).toHaveTextContent('The current password is wrong.')
  })

  test('shows a new token once and copies it', async () => {
    const user = userEvent.setup()
    await openAccount()
    const made = { ...TOKEN, id: 'token-2', name: 'Laptop' }
    server.on('POST /api/tokens', { status: 201, json: { ...made, token: 'the-whole-token' } })
    server.on('GET /api/tokens', page([made, TOKEN]))

    await user.type(screen.getByLabelText('What is it for?'), 'Laptop')
    await user.click(screen.getByRole('button', { name: 'Make a token' }))
    await user.click(await screen.findByRole('button', { name: 'Copy' }))

    expect(await navigator.clipboard.readText()).toBe('the-whole-token')
    await user.click(screen.getByRole('button', { name: 'I have it' }))
    expect(screen.queryByText('the-whole-token')).toBeNull()
    expect(await screen.findByText('Laptop')).toBeVisible()
  })

  test('revokes a token', async () => {
    await openAccount()
    server.on('DELETE /api/tokens/token-1', { status: 204 })

    await userEvent.click(screen.getByRole('button', { name: 'Revoke Desktop' }))

    expect(await screen.findByText('You have no tokens.')).toBeVisible()
    expect(server.calls('DELETE /api/tokens/token-1')[0]?.headers.authorization).toBe(
      'Bearer secret',
    )
  })

  test('shows the tokens of the next page behind the first', async () => {
    server.on('GET /api/tokens', ({ query }) =>
      query.get('after') === 'next'
        ? page([{ ...TOKEN, id: 'old', name: 'Old' }])
        : page([TOKEN], 'next'),
    )
    await openAccount()

    await userEvent.click(screen.getByRole('button', { name: 'Show more tokens' }))

    expect(await screen.findByText('Old')).toBeVisible()
    expect(screen.getByText('Desktop')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Show more tokens' })).toBeNull()
  })

  test('signs out, forgets the conversation of this person and leaves', async () => {
    const { left } = await openAccount()
    rememberThread(ANN.id, 'thread-1')
    rememberThread('somebody-else', 'thread-2')
    server.on('POST /api/auth/sign-out', { json: { success: true } })

    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))

    await waitFor(() => expect(left).toEqual(['/sign-in']))
    expect(lastThread(ANN.id)).toBeNull()
    expect(lastThread('somebody-else')).toBe('thread-2')
  })

  test('stays and says so when the server could not be told of the sign-out', async () => {
    const { left } = await openAccount()
    server.on('POST /api/auth/sign-out', { status: 503, json: {} })

    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))

    expect(await screen.findByRole('alert')).toHaveTextContent('you are still signed in')
    expect(left).toEqual([])
  })

  test('leads to the sign-in page and back when the sign-in has ended', async () => {
    const { left } = await openAccount()
    server
      .on('DELETE /api/tokens/token-1', { status: 401, json: { detail: 'Invalid token' } })
      .on('POST /api/chatkit/refresh', { status: 401, json: { detail: 'Invalid token' } })
      .on('GET /api/auth/token', { status: 401, json: {} })

    await userEvent.click(screen.getByRole('button', { name: 'Revoke Desktop' }))

    expect(await screen.findByRole('alert')).toHaveTextContent('Your sign-in has ended.')
    expect(left).toEqual(['/sign-in?next=%2Faccount&reason=ended'])
  })

  test('keeps the chosen theme in this browser', async () => {
    await openAccount()

    await userEvent.selectOptions(screen.getByLabelText('Theme in this browser'), 'dark')

    expect(document.documentElement.dataset.theme).toBe('dark')
    expect(document.cookie).toContain('errand-theme=dark')
  })
})
