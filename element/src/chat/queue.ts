/** Runs commands one after another; calls made while busy wait their turn. */

const MAX_WAITING = 32

export class CommandQueue {
  #tail: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** @throws {RangeError} Too many commands wait already. */
  add<T>(command: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MAX_WAITING)
      return Promise.reject(new RangeError('Too many calls are waiting.'))
    this.#waiting += 1
    const result = this.#tail.then(command)
    this.#tail = result.catch(() => undefined).finally(() => (this.#waiting -= 1))
    return result
  }
}
