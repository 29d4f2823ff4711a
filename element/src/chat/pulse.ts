/** How the connection of a turn is doing, for the line that says so. */

/** On a server that sends no heartbeats, this much silence is worth a word. */
const SILENCE_MS = 30_000

export class Pulse {
  state: 'live' | 'lost' | 'silent' = 'live'
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly changed: () => void,
    private readonly silenceMs = SILENCE_MS,
  ) {}

  /** Something has come; what is quiet from now on is counted from now. */
  beat(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#become('silent'), this.silenceMs)
    this.#become('live')
  }

  /** The connection is gone and is being sought again. */
  lose(): void {
    clearTimeout(this.#timer)
    this.#become('lost')
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#become('live')
  }

  #become(state: Pulse['state']): void {
    if (state === this.state) return
    this.state = state
    this.changed()
  }
}
