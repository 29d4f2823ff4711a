/** Calls of the page: one after another, and none before the element is ready. */
import { ChatKitError } from '../problems'
import { CommandQueue } from './queue'

const READY_TIMEOUT_MS = 30_000

export class Commands {
  #queue = new CommandQueue()
  #isReady = false
  #tellReady: () => void = () => undefined
  readonly #whenReady = new Promise<void>((resolve) => (this.#tellReady = resolve))

  get ready(): boolean {
    return this.#isReady
  }

  /** Lets the calls run that have waited, and those to come. */
  open(): void {
    this.#isReady = true
    this.#tellReady()
  }

  /** @throws {ChatKitError} The element got no options in time; or what the work throws. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.add(async () => {
      await this.#untilReady()
      return work()
    })
  }

  async #untilReady(): Promise<void> {
    if (this.#isReady) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new ChatKitError('The element has no options, or stands on no page.', 'integration'),
          ),
        READY_TIMEOUT_MS,
      )
    })
    await Promise.race([this.#whenReady, late]).finally(() => clearTimeout(timer))
  }
}
