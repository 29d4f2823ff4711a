import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'

import { ForgotPasswordForm } from '@/app/(auth)/forgot-password/forgot-password-form'
import { ResetPasswordForm } from '@/app/(auth)/reset-password/reset-password-form'
import { SignInForm } from '@/app/(auth)/sign-in/sign-in-form'
import { SignUpForm } from '@/app/(auth)/sign-up/sign-up-form'

import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())
beforeEach(() => {
  server.reset()
  visit(`${server.origin}/sign-in`)
})

const refusal = (status: number, code: string) => ({ status, json: { code, message: code } })

async function fill(fields: Record<string, string>, button: string): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await userEvent.type(screen.getByLabelText(label), text)
  }
  await userEvent.click(screen.getByRole('button', { name: button }))
}

describe('signing in', () => {
  const left: string[] = []
  beforeEach(() => {
    left.length = 0
    render(
      <StrictMode>
        <SignInForm next="/tasks" ended={false} reset={false} goTo={(to) => left.push(to)} />
      </StrictMode>,
    )
  })

  test('leads to the page that was asked for', async () => {
    server.on('POST /api/auth/sign-in/email', { json: { user: {} } })

    await fill({ 'E-mail': 'ann@example.org', Password: 'correct horse' }, 'Sign in')

    await waitFor(() => expect(left).toEqual(['/tasks']))
  })

  test('says that address or password is wrong, and not which', async () => {
    server.on('POST /api/auth/sign-in/email', refusal(401, 'INVALID_EMAIL_OR_PASSWORD'))

    await fill({ 'E-mail': 'ann@example.org', Password: 'wrong' }, 'Sign in')

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The e-mail address or the password is wrong.',
    )
    expect(left).toEqual([])
  })

  test('says how long to wait after too many attempts', async () => {
    server.on('POST /api/auth/sign-in/email', {
      ...refusal(429, ''),
      headers: { 'X-Retry-After': '42' },
    })

    await fill({ 'E-mail': 'ann@example.org', Password: 'wrong' }, 'Sign in')

    expect(await screen.findByRole('alert')).toHaveTextContent('Try again in 42 seconds.')
  })

  test('names each field that is not right and goes to the first', async () => {
    await fill({ 'E-mail': 'ann' }, 'Sign in')

    expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription(
      'That is not an e-mail address.',
    )
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Please fill this in.')
    expect(screen.getByLabelText('E-mail')).toHaveFocus()
    expect(server.received).toHaveLength(0)
  })
})

describe('signing up', () => {
  test('says when the password is too short, before anything is sent', async () => {
    render(<SignUpForm next="/chat" />)

    await fill({ Name: 'Ann', 'E-mail': 'ann@example.org', Password: 'short' }, 'Create account')

    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(
      'At least 8 characters. Use at least 8 characters.',
    )
    expect(server.received).toHaveLength(0)
  })

  test('says when there is an account already', async () => {
    render(<SignUpForm next="/chat" />)
    server.on('POST /api/auth/sign-up/email', refusal(422, 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL'))

    await fill(
      { Name: 'Ann', 'E-mail': 'ann@example.org', Password: 'correct horse' },
      'Create account',
    )

    expect(await screen.findByRole('alert')).toHaveTextContent('There is already an account')
  })
})

describe('a forgotten password', () => {
  test('is answered alike whether there is an account or not', async () => {
    render(<ForgotPasswordForm />)
    server.on('POST /api/auth/request-password-reset', { json: { status: true } })

    await fill({ 'E-mail': 'ann@example.org' }, 'Send me a link')

    expect(await screen.findByRole('status')).toHaveTextContent('If there is an account')
  })

  test('is replaced by a new one with the token of the link', async () => {
    const left: string[] = []
    render(<ResetPasswordForm token="from-the-mail" goTo={(to) => left.push(to)} />)
    server.on('POST /api/auth/reset-password', { json: { status: true } })

    await fill({ 'New password': 'battery staple' }, 'Set password')

    await waitFor(() => expect(left).toEqual(['/sign-in?reset=done']))
    expect(server.received[0]?.json).toEqual({
      token: 'from-the-mail',
      newPassword: 'battery staple',
    })
  })

  test('needs a new link when this one has been used', async () => {
    render(<ResetPasswordForm token="used" />)
    server.on('POST /api/auth/reset-password', refusal(400, 'INVALID_TOKEN'))

    await fill({ 'New password': 'battery staple' }, 'Set password')

    expect(await screen.findByRole('alert')).toHaveTextContent('Ask for a new one.')
  })
})
