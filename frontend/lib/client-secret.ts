import { HttpProblem, request } from './http'

type Session = { client_secret: string; user_id: string; expires_at: string; expires_in: number }

/** In memory only: a reload asks for a new one, and signing out forgets it. */
let held: string | null = null
let asking: Promise<string> | null = null
/** Grows with each sign-out: an answer from before it is not kept. */
let epoch = 0

/**
 * The secret that opens the API, as ChatKit's `getClientSecret` wants it, and for our own calls.
 *
 * Everything on the page shares one: several callers at once get one answer, and who comes with a
 * secret that has been replaced meanwhile gets the newer one. Else it is refreshed; when that is
 * refused, or where there is none, a session is opened with the sign-in's own token.
 * @param existing - The secret that is about to end or was refused; null for who has none yet.
 * @throws {HttpProblem} `signed-out` when the sign-in itself has ended.
 */
export async function getClientSecret(existing: string | null): Promise<string> {
  if (held !== null && held !== existing) return held
  asking ??= renew(existing).finally(() => {
    asking = null
  })
  return asking
}

/** Call at sign-out, before anything else can use it. */
export function forgetClientSecret(): void {
  held = null
  asking = null
  epoch += 1
}

/**
 * Makes a call with the client secret, and once more with a new one when it is refused.
 * @throws {HttpProblem}
 */
export async function withSecret<T>(call: (secret: string) => Promise<T>): Promise<T> {
  const secret = await getClientSecret(null)
  try {
    return await call(secret)
  } catch (error) {
    if (!isSignedOut(error)) throw error
    return call(await getClientSecret(secret))
  }
}

async function renew(existing: string | null): Promise<string> {
  const begun = epoch
  const secret = existing === null ? await openSession() : await refreshed(existing)
  if (begun === epoch) held = secret
  return secret
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
