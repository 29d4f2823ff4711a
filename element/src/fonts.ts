/** Fonts that the theme names. Only the page's document can hold them, so elements share what they ask for. */
import type { ChatKitOptions, FontObject } from '@openai/chatkit'

type Shared = { face: FontFace; users: number }

const shared = new Map<string, Shared>()

/** The fonts of one element: what its options no longer name is taken back. */
export class Fonts {
  #held = new Set<string>()

  use(sources: readonly FontObject[]): void {
    if (typeof FontFace === 'undefined' || document.fonts === undefined) return
    const wanted = new Map(sources.map((source) => [JSON.stringify(source), source]))
    for (const key of this.#held) if (!wanted.has(key)) release(key)
    for (const [key, source] of wanted) if (!this.#held.has(key)) take(key, source)
    this.#held = new Set(wanted.keys())
  }
}

export function fontsOf({ theme }: ChatKitOptions): FontObject[] {
  return (typeof theme === 'object' ? theme.typography?.fontSources : undefined) ?? []
}

function take(key: string, source: FontObject): void {
  const known = shared.get(key)
  if (known !== undefined) {
    known.users += 1
    return
  }
  const face = faceOf(source)
  shared.set(key, { face, users: 1 })
  document.fonts.add(face)
}

function release(key: string): void {
  const known = shared.get(key)
  if (known === undefined) return
  known.users -= 1
  if (known.users > 0) return
  shared.delete(key)
  document.fonts.delete(known.face)
}

function faceOf({ family, src, weight, style, display, unicodeRange }: FontObject): FontFace {
  const address = new URL(src, document.baseURI).href.replaceAll('"', '%22')
  return new FontFace(family, `url("${address}")`, {
    ...(weight === undefined ? {} : { weight: String(weight) }),
    ...(style === undefined ? {} : { style }),
    display: display ?? 'swap',
    ...(unicodeRange === undefined ? {} : { unicodeRange }),
  })
}
