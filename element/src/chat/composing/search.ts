/** Asks the page for what fits a query: not for every key, and only the newest answer counts. */
import { ChatKitError } from '../../problems'

const PAUSE_MS = 120
const TIMEOUT_MS = 15_000

export class Search<T> {
  #serial = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Asks after a pause, or at once; `settle` hears the answer unless another question came meanwhile. */
  ask(
    find: () => Promise<readonly T[]>,
    settle: (found: readonly T[] | null, error: unknown) => void,
    now: boolean,
  ): void {
    this.stop()
    const serial = this.#serial
    const run = (): void => {
      inTime(find).then(
        (found) => serial === this.#serial && settle(found, null),
        (error: unknown) => serial === this.#serial && settle(null, error),
      )
    }
    this.#timer = setTimeout(run, now ? 0 : PAUSE_MS)
  }

  stop(): void {
    this.#serial += 1
    clearTimeout(this.#timer)
  }
}

/** @throws {ChatKitError} A handler of the page that does not answer; or what it throws. */
export async function inTime<T>(work: () => T | Promise<T>, ms = TIMEOUT_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(new ChatKitError('A handler of the page did not answer in time.', 'integration')),
      ms,
    )
  })
  try {
    return await Promise.race([(async () => work())(), late])
  } finally {
    clearTimeout(timer)
  }
}
