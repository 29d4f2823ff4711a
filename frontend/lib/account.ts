import { api } from './api'
import { forgetClientSecret } from './client-secret'
import { HttpProblem, request } from './http'
import { rememberThread } from './last-thread'
import type { DateOrder, WeekStart } from './task-dates'

/** What Better Auth's endpoints refuse, in words that say what to do. */
const SAID: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'The e-mail address or the password is wrong.',
  USER_ALREADY_EXISTS: 'There is already an account with this e-mail address. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL:
    'There is already an account with this e-mail address. Sign in instead.',
  INVALID_EMAIL: 'That is not an e-mail address.',
  PASSWORD_TOO_SHORT: 'The password is too short.',
  PASSWORD_TOO_LONG: 'The password is too long.',
  INVALID_PASSWORD: 'The current password is wrong.',
  INVALID_TOKEN: 'This link has been used or has expired. Ask for a new one.',
  INVALID_ORIGIN: 'Open Errand at the address it was set up for, then try again.',
}

async function auth<T>(path: string, json: unknown): Promise<T> {
  try {
    return await request<T>(`/api/auth${path}`, { method: 'POST', json })
  } catch (error) {
    throw error instanceof HttpProblem ? reworded(error) : error
  }
}

function reworded(problem: HttpProblem): HttpProblem {
  const { kind, status, retryAfterSeconds, code } = problem
  const message =
    kind === 'too-fast'
      ? `Too many attempts. Try again in ${retryAfterSeconds ?? 60} seconds.`
      : (SAID[code ?? ''] ?? problem.message)
  return new HttpProblem(kind, message, status, retryAfterSeconds, code)
}

export type SignUp = { name: string; email: string; password: string }

export async function signUp(input: SignUp): Promise<void> {
  await auth('/sign-up/email', input)
}

export async function signIn(input: { email: string; password: string }): Promise<void> {
  await auth('/sign-in/email', input)
}

/** Ends the sign-in, and forgets what this browser kept of it even when the server cannot be told. */
export async function signOut(userId: string): Promise<void> {
  forgetClientSecret()
  rememberThread(userId, null)
  await auth('/sign-out', {})
}

export async function requestPasswordReset(email: string): Promise<void> {
  await auth('/request-password-reset', { email })
}

export async function resetPassword(input: { token: string; newPassword: string }): Promise<void> {
  await auth('/reset-password', input)
}

/** Every other sign-in ends with it; this one goes on under a new id, so the secret is renewed. */
export async function changePassword(input: {
  currentPassword: string
  newPassword: string
}): Promise<void> {
  await auth('/change-password', input)
  forgetClientSecret()
}

export async function rename(name: string): Promise<void> {
  await auth('/update-user', { name })
}

export type Preferences = {
  time_zone: string
  locale: string
  week_start: WeekStart
  /** Null: not chosen, so that 3/4 is asked about. */
  date_order: DateOrder | null
  /** Null: the operator's first. */
  model: string | null
}

export function readPreferences(): Promise<Preferences> {
  return api<Preferences>('/api/me')
}

export function savePreferences(change: Partial<Preferences>): Promise<Preferences> {
  return api<Preferences>('/api/me', { method: 'PATCH', json: change })
}

/** A model that the operator offers; the chosen one answers where a message names none. */
export type OfferedModel = { id: string; chosen: boolean }

/** Empty where there is nothing to choose: only the offline model answers. */
export async function readModels(): Promise<OfferedModel[]> {
  return (await api<{ models: OfferedModel[] }>('/api/me/models')).models
}
