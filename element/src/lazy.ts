/** Parts of the element that most pages never need: fetched when one does, and gone without when it cannot be had. */

/** Files by part, relative to the core; the build writes this table. */
declare const CHATKIT_PARTS: Readonly<Record<string, string>> | undefined

const TIMEOUT_MS = 15_000
/** A part that failed is not asked for again before this long, unless the network comes back. */
const REST_MS = 30_000

export type PartLoader = (name: string, tries: number) => Promise<unknown>

type Wanted = { promise: Promise<unknown>; value: unknown; failedAt: number | null; tries: number }

const wanted = new Map<string, Wanted>()
const listeners = new Set<() => void>()
/** Where the core came from; a module has no current script, and imports relative to itself anyway. */
const home = homeOf(globalThis.document?.currentScript)
let folder: string | null = null
let load: PartLoader = importBuilt

/**
 * Loads a part once; who asks again gets the same one. A failure is kept for a while, then tried again.
 * @throws {Error} The part cannot be had now; do without.
 */
export function part<T>(name: string): Promise<T> {
  const known = wanted.get(name)
  if (known !== undefined && !rested(known)) return known.promise as Promise<T>
  return fetchPart(name, (known?.tries ?? 0) + 1) as Promise<T>
}

/** Returns a part that is there already, for a view that draws at once; asks for it otherwise. */
export function peek<T>(name: string): T | null {
  const known = wanted.get(name)
  if (known?.value !== undefined) return known.value as T
  part(name).catch(() => undefined)
  return null
}

/** Tells when parts arrive, so that what was drawn without them is drawn anew. Returns how to stop. */
export function onPart(told: () => void): () => void {
  listeners.add(told)
  return () => listeners.delete(told)
}

/** Where the parts lie, for pages whose bundler moved the core; null means beside the core. */
export function setPartsFolder(url: string | null): void {
  folder = url
}

/** Replaces the way parts are found; tests load them from their sources. */
export function setPartLoader(loader: PartLoader): void {
  load = loader
  wanted.clear()
}

function rested({ failedAt }: Wanted): boolean {
  return failedAt !== null && Date.now() - failedAt > REST_MS
}

function fetchPart(name: string, tries: number): Promise<unknown> {
  const entry: Wanted = { promise: inTime(name, tries), value: undefined, failedAt: null, tries }
  wanted.set(name, entry)
  entry.promise.then(
    (value) => {
      entry.value = value
      for (const told of listeners) told()
    },
    () => failed(entry),
  )
  return entry.promise
}

function failed(entry: Wanted): void {
  entry.failedAt = Date.now()
  globalThis.addEventListener?.('online', () => (entry.failedAt &&= 0), { once: true })
}

async function inTime(name: string, tries: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The part ${name} took too long.`)), TIMEOUT_MS)
  })
  try {
    return await Promise.race([load(name, tries), late])
  } finally {
    clearTimeout(timer)
  }
}

/** A browser may remember that an address failed: each further try has an address of its own. */
async function importBuilt(name: string, tries: number): Promise<unknown> {
  const file = typeof CHATKIT_PARTS === 'undefined' ? undefined : CHATKIT_PARTS[name]
  if (file === undefined) throw new Error(`There is no part ${name}.`)
  const url = (folder ?? home) + file + (tries > 1 ? `?try=${tries}` : '')
  return import(/* @vite-ignore */ url)
}

function homeOf(script: HTMLOrSVGScriptElement | null | undefined): string {
  const src = script !== null && script !== undefined && 'src' in script ? script.src : ''
  return src === '' ? './' : new URL('.', src).href
}
