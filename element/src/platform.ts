/** What browsers differ in, or a test's DOM does not have. */

export function uuid(): string {
  const { crypto } = globalThis
  if (typeof crypto?.randomUUID === 'function') return crypto.randomUUID()
  const bytes = Array.from({ length: 16 }, () => Math.floor(Math.random() * 256))
  crypto?.getRandomValues?.(new Uint8Array(16)).forEach((byte, at) => (bytes[at] = byte))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** Resolves with the next frame, or soon after where frames do not come (a hidden page). */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100)
    if (typeof requestAnimationFrame !== 'function') return
    requestAnimationFrame(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Two tasks later: a binding adds its listeners in the task after the one that sets the options. */
export function afterListeners(work: () => void | Promise<void>): void {
  setTimeout(() => setTimeout(() => void work(), 0), 0)
}

export function hasCoarsePointer(): boolean {
  return globalThis.matchMedia?.('(pointer: coarse)').matches ?? false
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** Pages without https have no clipboard object; a selection can still be copied there. */
function copyBySelection(text: string): boolean {
  const holder = document.createElement('textarea')
  holder.value = text
  holder.style.position = 'fixed'
  holder.style.opacity = '0'
  document.body.append(holder)
  holder.select()
  const done = typeof document.execCommand === 'function' && document.execCommand('copy')
  holder.remove()
  return done
}

/** Opens the browser's file dialogue; resolves with nothing when it is closed without a choice. */
export function askForFiles(accept: string, several: boolean): Promise<File[]> {
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', accept, multiple: several, hidden: true })
  // Safari forgets an input that stands nowhere, and its answer with it.
  document.body.append(input)
  return new Promise((resolve) => {
    const done = (): void => {
      input.remove()
      resolve([...(input.files ?? [])])
    }
    input.addEventListener('change', done)
    input.addEventListener('cancel', done)
    input.click()
  })
}
