/** Keeps one client secret fresh, however many requests ask for it. */
import { ChatKitError } from './problems'

/** Renewed this long before it ends, so that no request carries one that ends on the way. */
const MARGIN_MS = 30_000
const TIMEOUT_MS = 30_000

type Held = { value: string; renewAt: number }

export class SecretKeeper {
  #held: Held | null = null
  #renewing: Promise<string> | null = null

  /** @param mint - Always asks the newest options: the page may swap its function at any time. */
  constructor(
    private readonly mint: (current: string | null) => Promise<string>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Returns a secret that is not about to end. */
  async get(): Promise<string> {
    const held = this.#held
    if (held !== null && this.now() < held.renewAt) return held.value
    return this.#renew()
  }

  /** Replaces a secret that the server refused; one that was replaced meanwhile is not replaced again. */
  async replace(refused: string): Promise<string> {
    if (this.#held !== null && this.#held.value !== refused) return this.#held.value
    return this.#renew()
  }

  #renew(): Promise<string> {
    this.#renewing ??= this.#mintOnce().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #mintOnce(): Promise<string> {
    const value = await inTime(this.mint(this.#held?.value ?? null), TIMEOUT_MS).catch(refused)
    if (typeof value !== 'string' || value === '')
      throw new ChatKitError('getClientSecret did not return a secret.', 'integration')
    this.#held = { value, renewAt: renewalTime(value, this.now()) }
    return value
  }
}

/** The page's own message stays in the cause: it may name what is not ours to repeat. */
function refused(cause: unknown): never {
  if (cause instanceof ChatKitError) throw cause
  throw new ChatKitError('getClientSecret failed.', 'unauthorized', { cause })
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ChatKitError('getClientSecret took too long.', 'timeout')),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * When to renew, in milliseconds of our clock; never, for what is not a JWT.
 * A token that is old on arrival says that our clock is off: then its lifetime counts from now.
 */
export function renewalTime(secret: string, now: number): number {
  const { exp, iat } = claims(secret)
  if (exp === null) return Number.POSITIVE_INFINITY
  const margin = iat === null ? MARGIN_MS : Math.min(MARGIN_MS, ((exp - iat) * 1000) / 4)
  const due = exp * 1000 - margin
  if (due > now) return due
  return iat === null ? now : now + (exp - iat) * 1000 - margin
}

function claims(secret: string): { exp: number | null; iat: number | null } {
  try {
    const part = secret.split('.')[1] ?? ''
    const json: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')))
    const { exp, iat } = (json ?? {}) as { exp?: unknown; iat?: unknown }
    return { exp: typeof exp === 'number' ? exp : null, iat: typeof iat === 'number' ? iat : null }
  } catch {
    return { exp: null, iat: null }
  }
}
