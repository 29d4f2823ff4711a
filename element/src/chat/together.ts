const PAUSE_MS = 5000

/** Pages of one browser tell each other in which thread a turn has begun; others of them follow it, too. */
export class Together {
  readonly #channel: BroadcastChannel | null
  readonly #gone = new AbortController()
  #looked = -PAUSE_MS

  /** `back`: the person looks here again, and pages of other devices could not tell. */
  constructor(heard: (threadId: unknown) => void, back: () => void) {
    // Without it, as in some embedded browsers, each page stays by itself.
    this.#channel = globalThis.BroadcastChannel ? new BroadcastChannel('chatkit.turns') : null
    this.#channel?.addEventListener('message', (event) => heard(event.data))
    const look = (): void => {
      const now = performance.now()
      if (document.hidden || now - this.#looked < PAUSE_MS) return
      this.#looked = now
      back()
    }
    for (const name of ['focus', 'online', 'visibilitychange'])
      addEventListener(name, look, { signal: this.#gone.signal })
  }

  tell(threadId: string): void {
    this.#channel?.postMessage(threadId)
  }

  close(): void {
    this.#gone.abort()
    this.#channel?.close()
  }
}
