/** Sends one file to where a server wants it, and tells how far it is. */
import { ChatKitError, errorFrom } from './problems'

export type UploadTarget = { url: string; method: 'POST' | 'PUT'; headers: Record<string, string> }

export type UploadWatch = {
  signal: AbortSignal
  /** Hears the share that was sent, 0 to 1. */
  onProgress: (share: number) => void
}

/** How requests leave this page: its own `fetch`, where it gave one, or the secret that goes with them. */
export type Route = {
  fetch: typeof fetch | null
  /** @param refused - A secret that was just refused. */
  authorization: (url: string, refused: string | null) => Promise<string | null>
}

/** Nothing moved for so long: the connection is dead. */
const STALL_MS = 60_000
/** A `fetch` does not tell how far it is: only the whole can be late. */
const WHOLE_MS = 15 * 60_000

/**
 * Sends a file and returns the JSON that came back; null when it was none.
 * @throws {ChatKitError}
 */
export async function upload(
  file: File,
  target: UploadTarget,
  route: Route,
  watch: UploadWatch,
): Promise<unknown> {
  const first = await route.authorization(target.url, null)
  let response = await attempt(file, target, first, route, watch)
  if (response.status === 401 && first !== null)
    response = await attempt(
      file,
      target,
      await route.authorization(target.url, first),
      route,
      watch,
    )
  if (!response.ok) throw await errorFrom(response, 'an upload')
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return isJson ? response.json().catch(() => null) : null
}

function attempt(
  file: File,
  target: UploadTarget,
  authorization: string | null,
  route: Route,
  watch: UploadWatch,
): Promise<Response> {
  const headers = new Headers(target.headers)
  if (authorization !== null && !headers.has('authorization'))
    headers.set('Authorization', authorization)
  const request = { ...target, headers, body: bodyOf(file, target) }
  return route.fetch === null ? byXhr(request, watch) : byFetch(request, route.fetch, watch)
}

/** A PUT takes the bytes as they are, as object stores do; a POST takes a form with a field `file`. */
function bodyOf(file: File, { method }: UploadTarget): File | FormData {
  if (method === 'PUT') return file
  const form = new FormData()
  form.append('file', file, file.name)
  return form
}

type Request = { url: string; method: string; headers: Headers; body: File | FormData }

async function byFetch(request: Request, own: typeof fetch, watch: UploadWatch): Promise<Response> {
  const { url, method, headers, body } = request
  const signal = AbortSignal.any([watch.signal, AbortSignal.timeout(WHOLE_MS)])
  try {
    return await own(url, { method, headers: Object.fromEntries(headers), body, signal })
  } catch (error) {
    if (watch.signal.aborted) throw error
    throw unreachable(signal.aborted)
  }
}

/** The one way in a browser to learn how much of a body has been sent. */
function byXhr({ url, method, headers, body }: Request, watch: UploadWatch): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    let timer: ReturnType<typeof setTimeout> | undefined
    const moved = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => end(() => reject(unreachable(true))), STALL_MS)
    }
    const stop = (): void => end(() => reject(watch.signal.reason as Error))
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      watch.signal.removeEventListener('abort', stop)
      settle()
      xhr.abort()
    }
    xhr.open(method, url)
    headers.forEach((value, name) => xhr.setRequestHeader(name, value))
    xhr.upload.onprogress = (event) => {
      moved()
      if (event.lengthComputable) watch.onProgress(event.loaded / event.total)
    }
    xhr.onload = () => end(() => resolve(responseOf(xhr)))
    xhr.onerror = () => end(() => reject(unreachable(false)))
    watch.signal.addEventListener('abort', stop)
    moved()
    xhr.send(body)
  })
}

function responseOf(xhr: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const name of ['content-type', 'retry-after']) {
    const value = xhr.getResponseHeader(name)
    if (value !== null) headers.set(name, value)
  }
  const hasBody = ![204, 205, 304].includes(xhr.status)
  return new Response(hasBody ? xhr.responseText : null, { status: xhr.status, headers })
}

function unreachable(late: boolean): ChatKitError {
  return late
    ? new ChatKitError('An upload took too long.', 'timeout')
    : new ChatKitError('The server could not be reached for an upload.', 'network')
}
