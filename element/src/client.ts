/** Speaks to one ChatKit endpoint: JSON in, JSON or a stream out. */
import type { Operation } from './events'
import { uuid } from './platform'
import { ChatKitError, errorFrom } from './problems'
import { SecretKeeper } from './secret'
import { upload, type UploadTarget, type UploadWatch } from './upload'

export type Extension =
  'resume' | 'stop' | 'heartbeat' | 'idempotency' | 'time-zone' | 'search' | 'edit'
const OURS = 'resume, stop, heartbeat, idempotency, time-zone, search, edit'

export type Api =
  | { url: string; domainKey?: string; fetch?: typeof fetch }
  | { getClientSecret: (current: string | null) => Promise<string> }

const JSON_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 60_000

export type ClientLog = (name: string, data?: Record<string, unknown>) => void

const hex = (): string => uuid().replaceAll('-', '')
const isHere = (url: string): boolean =>
  typeof location === 'undefined' || new URL(url, location.href).origin === location.origin

type Target = { url: string; fetch: typeof fetch; secret: SecretKeeper | null }
export type ClientSettings = {
  ownUrl: () => string
  locale: () => string
  log: ClientLog
  /** True where the page says that its server takes headers of ours. */
  extended: () => boolean
}
type SendOptions = { signal?: AbortSignal; idempotencyKey?: string }

export class Client {
  #api: Api
  #secret: SecretKeeper | null = null
  #announced: ReadonlySet<string> = new Set()

  constructor(
    api: Api,
    private readonly settings: ClientSettings,
  ) {
    this.#api = api
    this.configure(api)
  }

  /** Takes new options; a secret survives as long as there is still one to ask for. */
  configure(api: Api): void {
    if (addressOf(this.#api) !== addressOf(api)) this.#announced = new Set()
    this.#api = api
    if (!('getClientSecret' in api)) this.#secret = null
    else this.#secret ??= new SecretKeeper((current) => this.#mint(current))
  }

  /** Asks for the secret that the first request will want, so that it need not wait for it. */
  async warm(): Promise<void> {
    await this.#secret?.get()
  }

  /** True when the server said in its last answer that it knows this. */
  offers(extension: Extension): boolean {
    return this.#announced.has(extension)
  }

  /**
   * Asks for a JSON answer.
   * @throws {ChatKitError}
   */
  async call<T>(operation: Operation, timeoutMs = JSON_TIMEOUT_MS): Promise<T> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), timeoutMs)
    try {
      const response = await this.#send(operation, { signal: controller.signal })
      return (await response.json()) as T
    } catch (error) {
      throw failure(error, operation)
    } finally {
      clearTimeout(timer)
    }
  }

  /**
   * Opens a stream. Null means that there is nothing to follow (204).
   * @throws {ChatKitError} Also when no answer began in time.
   */
  async stream(
    operation: Operation,
    options: SendOptions = {},
  ): Promise<ReadableStream<Uint8Array> | null> {
    const late = new AbortController()
    const forward = (): void => late.abort()
    options.signal?.addEventListener('abort', forward)
    const timer = setTimeout(forward, HEADERS_TIMEOUT_MS)
    try {
      if (options.signal?.aborted) forward()
      const response = await this.#send(operation, { ...options, signal: late.signal })
      if (response.status === 204) return null
      return streamBody(response, operation)
    } catch (error) {
      options.signal?.removeEventListener('abort', forward)
      throw failure(error, operation, options.signal)
    } finally {
      clearTimeout(timer)
    }
  }

  /**
   * Sends a file to where the server said, and returns the JSON that came back; null when it was none.
   * @throws {ChatKitError}
   */
  async upload(file: File, target: UploadTarget, watch: UploadWatch): Promise<unknown> {
    this.settings.log('upload', { bytes: file.size })
    const own = 'fetch' in this.#api ? this.#api.fetch : undefined
    return upload(
      file,
      target,
      {
        fetch: own === undefined ? null : (...args) => own(...args),
        authorization: (url, refused) => this.#bearer(url, refused),
      },
      watch,
    )
  }

  /** Our secret is for our own server: an address elsewhere is signed in its own way. */
  async #bearer(url: string, refused: string | null): Promise<string | null> {
    const keeper = this.#secret
    if (keeper === null || new URL(url).origin !== new URL(this.settings.ownUrl()).origin)
      return null
    const secret =
      refused === null ? await keeper.get() : await keeper.replace(refused.slice('Bearer '.length))
    return `Bearer ${secret}`
  }

  /**
   * Whether headers of our own may be sent. On another origin each of them has to be allowed there, and a
   * stock server would refuse the whole request: only one that has spoken of extensions gets them.
   */
  #mayExtend(url: string): boolean {
    return this.settings.extended() || this.#announced.size > 0 || isHere(url)
  }

  async #send(operation: Operation, options: SendOptions): Promise<Response> {
    const target = this.#target()
    const secret = target.secret === null ? null : await target.secret.get()
    let response = await this.#fetch(target, operation, secret, options)
    if (response.status === 401 && target.secret !== null && secret !== null) {
      response.body?.cancel().catch(() => undefined)
      this.settings.log('secret.refused')
      const renewed = await target.secret.replace(secret)
      response = await this.#fetch(target, operation, renewed, options)
    }
    this.#learn(response)
    if (!response.ok) throw await errorFrom(response, operation.type)
    return response
  }

  #fetch(
    target: Target,
    operation: Operation,
    secret: string | null,
    options: SendOptions,
  ): Promise<Response> {
    this.settings.log('request', { operation: operation.type })
    const asked = target.fetch(target.url, {
      method: 'POST',
      headers: this.#headers(target.url, secret, options.idempotencyKey),
      body: JSON.stringify(operation),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    return asked.catch((error: unknown) => {
      if (isAbort(error)) throw error
      throw new ChatKitError(`The server could not be reached for ${operation.type}.`, 'network')
    })
  }

  #headers(url: string, secret: string | null, key: string | undefined): Record<string, string> {
    const plain = {
      'Content-Type': 'application/json',
      Accept: 'text/event-stream, application/json',
      'Accept-Language': this.settings.locale(),
      ...(secret === null ? {} : { Authorization: `Bearer ${secret}` }),
    }
    if (!this.#mayExtend(url)) return plain
    return {
      ...plain,
      'ChatKit-Extensions': OURS,
      'ChatKit-Time-Zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
      // All that is done for this request is one trace, which begins here.
      ...(isHere(url) ? { traceparent: `00-${hex()}-${hex().slice(16)}-01` } : {}),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    }
  }

  /** A refusal may come from a proxy that knows nothing of extensions: only what it says counts. */
  #learn(response: Response): void {
    const header = response.headers.get('chatkit-extensions')
    if (header === null && !response.ok) return
    this.#announced = new Set((header ?? '').split(',').map((name) => name.trim().toLowerCase()))
  }

  #target(): Target {
    const api = this.#api
    if ('getClientSecret' in api)
      return {
        url: this.settings.ownUrl(),
        fetch: (...args) => fetch(...args),
        secret: this.#secret,
      }
    const own = api.fetch
    if (own !== undefined) return { url: api.url, fetch: (...args) => own(...args), secret: null }
    return { url: absolute(api.url), fetch: (...args) => fetch(...args), secret: null }
  }

  #mint(current: string | null): Promise<string> {
    if (!('getClientSecret' in this.#api))
      throw new ChatKitError('There is no getClientSecret.', 'integration')
    this.settings.log('secret.renew')
    return Promise.resolve(this.#api.getClientSecret(current))
  }
}

function addressOf(api: Api): string | null {
  return 'url' in api ? api.url : null
}

export function absolute(url: string): string {
  return typeof document === 'undefined' ? url : new URL(url, document.baseURI).href
}

function streamBody(response: Response, operation: Operation): ReadableStream<Uint8Array> {
  const kind = response.headers.get('content-type') ?? ''
  if (!kind.startsWith('text/event-stream') || response.body === null) {
    response.body?.cancel().catch(() => undefined)
    throw new ChatKitError(
      `The server did not answer ${operation.type} with an event stream.`,
      'protocol',
    )
  }
  return response.body
}

/** @param wanted - The caller's own signal: an abort through it is no fault and stays what it is. */
function failure(error: unknown, operation: Operation, wanted?: AbortSignal): unknown {
  if (error instanceof ChatKitError) return error
  if (wanted?.aborted) return error
  if (isAbort(error)) return new ChatKitError(`No answer to ${operation.type} in time.`, 'timeout')
  // What is no JSON is a SyntaxError; everything else is a connection that broke on the way.
  const code = error instanceof SyntaxError ? 'protocol' : 'network'
  return new ChatKitError(`The answer to ${operation.type} could not be read.`, code)
}

export function isAbort(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    (error as { name?: unknown }).name === 'AbortError'
  )
}
