import { TestEnvironment } from 'jest-environment-jsdom'

type Fetch = typeof fetch

/** Kept outside: jsdom's window hides Node's own. */
const nodeFetch: Fetch = fetch
const NodeAbortController = AbortController
const NodeAbortSignal = AbortSignal

/**
 * jsdom with what it lacks and the pages need, all of it Node's real thing: above all a `fetch` that
 * resolves addresses against the page and keeps its cookies, as a browser does.
 */
export default class BrowserEnvironment extends TestEnvironment {
  /** Ends what the page still asks for, as leaving a page does. */
  #leaving = new NodeAbortController()
  #inFlight = new Set<Promise<unknown>>()

  override async setup(): Promise<void> {
    await super.setup()
    const { window } = this.#page
    Object.assign(this.global, {
      fetch: (input: RequestInfo | URL, init?: RequestInit) => this.#tracked(input, init),
      Headers,
      Request,
      Response,
      ReadableStream,
      TextDecoder,
      TextEncoder,
      TransformStream,
      setImmediate,
      structuredClone,
      // Only the page under test moves; a real browser would load what is there.
      visit: (url: string) => this.#page.reconfigure({ url }),
      leave: () => this.#leave(),
    })
    window.Element.prototype.scrollIntoView ??= () => undefined
    window.Element.prototype.scrollTo ??= () => undefined
    window.CSS ??= { escape: (text: string) => text.replaceAll(/[^\w-]/g, '\\$&') } as typeof CSS
    // jsdom lays nothing out, so there is no size that could change.
    Object.assign(this.global, { ResizeObserver: Still, IntersectionObserver: Still })
    window.PointerEvent ??= class extends window.MouseEvent {} as typeof PointerEvent
    // jsdom draws no layers: a dialog is open or it is not.
    window.HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true
    }
    window.HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
      this.open = false
    }
    window.Blob.prototype.arrayBuffer ??= function (this: Blob) {
      return readBytes(new window.FileReader(), this)
    }
    // jsdom says that it is Safari, of which editors know more than jsdom can do.
    Object.defineProperty(window.navigator, 'vendor', { value: '' })
  }

  get #page(): NonNullable<typeof this.dom> {
    if (this.dom === null) throw new Error('The page is closed.')
    return this.dom
  }

  /** A page that has been left asks for nothing more, so the next test meets its own requests only. */
  async #leave(): Promise<void> {
    this.#leaving.abort()
    do {
      await Promise.allSettled(this.#inFlight)
      // What waited for an answer may ask again at once; it is refused here too.
      await new Promise((resolve) => setImmediate(resolve))
    } while (this.#inFlight.size > 0)
    this.#leaving = new NodeAbortController()
  }

  #tracked(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const asked = this.#fetch(input, init).finally(() => this.#inFlight.delete(asked))
    this.#inFlight.add(asked)
    return asked
  }

  async #fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const { cookieJar, window } = this.#page
    const asked = input instanceof Request ? input.url : String(input)
    const url = new URL(asked, window.location.href).href
    const headers = new Headers(init.headers)
    const cookie = await cookieJar.getCookieString(url)
    if (cookie !== '') headers.set('Cookie', cookie)
    headers.set('Origin', window.location.origin)
    const signal = eitherOf(this.#leaving.signal, nodeSignal(init.signal))
    const response = await nodeFetch(url, { ...init, headers, signal })
    for (const set of response.headers.getSetCookie()) await cookieJar.setCookie(set, url)
    return response
  }
}

class Still {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

function readBytes(reader: FileReader, blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.onerror = () => reject(reader.error ?? new Error('It cannot be read.'))
    reader.readAsArrayBuffer(blob)
  })
}

function eitherOf(leaving: AbortSignal, own: AbortSignal | undefined): AbortSignal {
  return own === undefined ? leaving : NodeAbortSignal.any([leaving, own])
}

/** Node's fetch takes Node's signals only, and the page's are jsdom's. */
function nodeSignal(signal: AbortSignal | null | undefined): AbortSignal | undefined {
  if (!signal) return undefined
  const controller = new NodeAbortController()
  const abort = (): void => controller.abort(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort)
  return controller.signal
}
