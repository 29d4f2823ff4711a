import { HttpProblem, request } from './http'

type Session = { client_secret: string; user_id: string; expires_at: string; expires_in: number }

/** In memory only: a reload asks for a new one, and signing out forgets it. */
let held: string | null = null
let asking: Promise<string> | null = null

/**
 * The secret that opens the API, as ChatKit's `getClientSecret` wants it.
 *
 * With a secret it is refreshed; when that is refused, or without one, a new session is opened with
 * the sign-in's own token.
 * @throws {HttpProblem} `signed-out` when the sign-in itself has ended.
 */
export async function getClientSecret(existing: string | null): Promise<string> {
  held = existing === null ? await openSession() : await refreshed(existing)
  return held
}

/** Call at sign-out, before anything else can use it. */
export function forgetClientSecret(): void {
  held = null
}

/**
 * Makes a call with the client secret, and once more with a new one when it is refused.
 * @throws {HttpProblem}
 */
export async function withSecret<T>(call: (secret: string) => Promise<T>): Promise<T> {
  const secret = held ?? (await shared(null))
  try {
    return await call(secret)
  } catch (error) {
    if (!isSignedOut(error)) throw error
    return call(await shared(secret))
  }
}

/** Several callers at once get one answer; who comes late gets the secret they already have. */
async function shared(refused: string | null): Promise<string> {
  if (held !== null && held !== refused) return held
  asking ??= getClientSecret(refused).finally(() => {
    asking = null
  })
  return asking
}

async function refreshed(existing: string): Promise<string> {
  try {
    const session = await request<Session>('/api/chatkit/refresh', {
      method: 'POST',
      json: { token: existing },
    })
    return session.client_secret
  } catch (error) {
    if (!isSignedOut(error)) throw error
    return openSession()
  }
}

async function openSession(): Promise<string> {
  const { token } = await request<{ token?: string }>('/api/auth/token')
  if (!token) throw new HttpProblem('signed-out', 'You are not signed in.', 401)
  const session = await request<Session>('/api/chatkit/session', {
    method: 'POST',
    bearer: token,
    json: { time_zone: browserTimeZone(), locale: navigator.language },
  })
  return session.client_secret
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function isSignedOut(error: unknown): boolean {
  return error instanceof HttpProblem && error.kind === 'signed-out'
}
