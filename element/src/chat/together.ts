/** Pages of one browser tell each other in which thread a turn has begun; others of them follow it, too. */
export class Together {
  readonly #channel: BroadcastChannel | null

  constructor(heard: (threadId: unknown) => void) {
    // Without it, as in some embedded browsers, each page stays by itself.
    this.#channel = globalThis.BroadcastChannel ? new BroadcastChannel('chatkit.turns') : null
    this.#channel?.addEventListener('message', (event) => heard(event.data))
  }

  tell(threadId: string): void {
    this.#channel?.postMessage(threadId)
  }

  close(): void {
    this.#channel?.close()
  }
}
