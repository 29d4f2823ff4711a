/** Lets a client tool call run once, over all tabs and reloads of this browser. */

const KEY = 'chatkit.client-tools'
const REMEMBERED = 50
const seen = new Set<string>()

/** True for the first one who asks for this id, false for everybody after. */
export async function claimOnce(id: string): Promise<boolean> {
  if (seen.has(id)) return false
  seen.add(id)
  const locks = globalThis.navigator?.locks
  if (locks === undefined) return claimStored(id)
  return locks.request(KEY, () => claimStored(id))
}

function claimStored(id: string): boolean {
  try {
    const known = JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]
    if (known.includes(id)) return false
    localStorage.setItem(KEY, JSON.stringify([...known.slice(1 - REMEMBERED), id]))
  } catch {
    // No storage here (private mode, sandbox): this page's own memory has to do.
  }
  return true
}
