import { withSecret } from './client-secret'
import { problemOf, request, type Call } from './http'
import { traceparent } from './trace'

/** Our API with the client secret as bearer; an expired secret is renewed on the way. */
export function api<T>(path: string, call: Call = {}): Promise<T> {
  return withSecret((bearer) => request<T>(path, { ...call, bearer }))
}

/**
 * A `fetch` that adds the bearer, for an element that is not ours and must never hold our secret.
 * Only our own origin gets it.
 */
export async function fetchWithBearer(
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input, window.location.href)
  if (url.origin !== window.location.origin) return fetch(input, init)
  return withSecret(async (bearer) => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Bearer ${bearer}`)
    headers.set('traceparent', traceparent())
    const response = await fetch(url, { ...init, headers })
    if (response.status === 401) throw await problemOf(response)
    return response
  })
}
