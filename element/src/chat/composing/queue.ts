/** Messages that were sent while an answer was still coming: they go out one by one when it is finished. */
import type { ComposerState, Waiting } from '../../draft'

const MOST = 10

export type QueueHost = {
  uuid: () => string
  /** Nothing stands in the way of a message now. */
  free: () => boolean
  send: (state: ComposerState) => Promise<void>
  changed: () => void
}

export class Queue {
  #all = new Map<string | null, readonly Waiting[]>()
  #threadId: string | null = null
  #sending = false

  constructor(private readonly host: QueueHost) {}

  get waiting(): readonly Waiting[] {
    return this.#all.get(this.#threadId) ?? []
  }

  get full(): boolean {
    return this.waiting.length >= MOST
  }

  /** @param renamed - It is the same conversation, which has a name now. */
  turnTo(threadId: string | null, renamed: boolean): void {
    const { waiting } = this
    if (renamed) this.#keep([])
    this.#threadId = threadId
    if (renamed) this.#keep(waiting)
  }

  add(state: ComposerState): void {
    this.#keep([...this.waiting, { key: this.host.uuid(), state }])
    this.host.changed()
  }

  remove(key: string): ComposerState | null {
    const found = this.waiting.find((one) => one.key === key)
    this.#keep(this.waiting.filter((one) => one !== found))
    this.host.changed()
    return found?.state ?? null
  }

  /** Sends the next one, if it can go now. */
  flush(): void {
    const [next] = this.waiting
    if (next !== undefined && this.host.free()) this.send(next.key)
  }

  /** Sends the first one, whatever stands in the way of it. */
  next(): void {
    const [next] = this.waiting
    if (next !== undefined) this.send(next.key)
  }

  send(key: string): void {
    if (this.#sending) return
    const state = this.remove(key)
    if (state === null) return
    this.#sending = true
    this.host
      .send(state)
      .catch(() => undefined)
      .finally(() => {
        this.#sending = false
        this.flush()
      })
  }

  #keep(waiting: readonly Waiting[]): void {
    if (waiting.length === 0) this.#all.delete(this.#threadId)
    else this.#all.set(this.#threadId, waiting)
  }
}
