/** Waits until something holds; fails with what was seen last. */
export async function until<T>(
  look: () => T,
  holds: (seen: T) => boolean = Boolean,
  ms = 9000,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const seen = look()
    if (holds(seen)) return seen
    if (Date.now() > end) throw new Error(`Waited in vain; last seen: ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
