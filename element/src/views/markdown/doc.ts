/** Markdown that grows: finished blocks are cut and drawn once, only the open end again. */
import { openFence, type Fence } from './fence'
import { hold, withHeld, type Held } from './hold'
import { mend } from './mend'
import { below, isHeading, levelled, type Heading, type Outline } from './outline'
import { definedIn, joinTail, splitTail } from './split'
import {
  lex,
  type FootnoteDefinition,
  type Lexed,
  type Link,
  type Links,
  type Token,
} from './tokens'

/** One block of the text, from `start` to `end`. */
export type Block = { token: Token; start: number; end: number }

export class MarkdownDoc {
  /** Characters that were cut so far; tests hold it small. */
  lexed = 0
  links: Links = Object.create(null) as Record<string, Link>
  readonly notes = new Map<string, FootnoteDefinition>()
  /** Blocks that change no more, except that a reference in them may find its address. */
  readonly finished: Block[] = []
  tail: Block[] = []
  #text = ''
  #final = false
  #offset = 0
  #fence: Fence | null = null
  #held: Held | null = null
  #outline: Outline = []

  constructor(private readonly breaks = false) {}

  /**
   * Takes the whole text so far.
   * @param final - No more text will come.
   * @returns The index of the first block that may differ from the time before.
   */
  update(whole: string, final: boolean): number {
    const text = whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
    if (text === this.#text && final === this.#final) return this.finished.length
    const restarted = !text.startsWith(this.#text) || this.#final
    if (restarted) this.#restart()
    const from = restarted ? 0 : this.finished.length
    this.#text = text
    this.#final = final
    return Math.min(from, this.#readTail())
  }

  get blocks(): readonly Block[] {
    return [...this.finished, ...this.tail]
  }

  /** The text of a block, as it was written. */
  source({ start, end }: Block): string {
    return this.#text.slice(start, end)
  }

  #restart(): void {
    this.finished.length = 0
    this.tail = []
    this.#offset = 0
    this.#fence = null
    this.#held = null
    this.#outline = []
    this.links = Object.create(null) as Record<string, Link>
    this.notes.clear()
  }

  #readTail(): number {
    if (this.#readFence()) return Infinity
    const tail = this.#text.slice(this.#offset)
    const { tokens, links, sure } = this.#cut()
    const { done, rest, used } = splitTail(tokens, tail, { final: this.#final, sure })
    const known = this.finished.length
    const finished = outlined(placed(done, this.#offset), this.#outline)
    this.finished.push(...finished.blocks)
    this.#outline = finished.outline
    const open = joinTail(this.tail, placed(rest, this.#offset + used))
    this.tail = outlined(open, this.#outline).blocks
    this.#offset += used
    this.#held = hold(rest[0], this.#offset, used === 0 ? this.#held : null)
    this.#keepNotes(done)
    return this.#learn(definedIn(done), links, known)
  }

  /** The pieces of the tail; what is held of it is not cut again. */
  #cut(): Lexed & { sure: boolean } {
    const held = this.#held
    const open = this.#text.slice(held?.end ?? this.#offset)
    const { text, sure } = this.#final ? { text: open, sure: true } : mend(open)
    const lexed = this.#lex(text)
    if (held === null) return { ...lexed, sure }
    const tokens = withHeld(held, lexed.tokens)
    if (tokens !== null) return { ...lexed, tokens, sure }
    this.#held = null
    return this.#cut()
  }

  /** An open code block needs no lexer: all that comes belongs to it. */
  #readFence(): boolean {
    this.#fence = this.#final ? null : openFence(this.#text, this.#offset, this.#fence)
    if (this.#fence === null) return false
    const { token, start } = this.#fence
    this.tail = [{ token, start, end: start + token.raw.length }]
    return true
  }

  #lex(source: string): Lexed {
    this.lexed += source.length
    return lex(source, { links: this.links, breaks: this.breaks, open: !this.#final })
  }

  #keepNotes(tokens: readonly Token[]): void {
    for (const token of tokens)
      if (isNote(token) && !this.notes.has(token.label)) this.notes.set(token.label, token)
  }

  /**
   * A reference may stand before its address: blocks that name a new one are cut once more. So are those
   * that were just finished with an address in them that is still being written.
   */
  #learn(labels: readonly string[], links: Links, known: number): number {
    const settled = labels.filter((label) => !(label in this.links))
    const open = Object.keys(links).filter(
      (label) => !(label in this.links) && !labels.includes(label),
    )
    this.links = { ...this.links, ...pick(links, settled) }
    return Math.min(this.#recut(open, known), this.#recut(settled, 0))
  }

  #recut(labels: readonly string[], from: number): number {
    if (labels.length === 0) return Infinity
    let first = Infinity
    for (const [at, block] of this.finished.entries()) {
      if (at < from || block.token.type === 'def' || block.token.type === 'code') continue
      const source = this.source(block)
      if (!mentions(source, labels)) continue
      const token = this.#lex(source).tokens.find(({ type }) => type !== 'space')
      if (token === undefined) continue
      const { level } = block.token as Heading
      const again = level !== undefined && isHeading(token) ? levelled(token, level) : token
      this.finished[at] = { ...block, token: again }
      first = Math.min(first, at)
    }
    return first
  }
}

function isNote(token: Token): token is FootnoteDefinition {
  return token.type === 'footnoteDefinition'
}

function mentions(source: string, labels: readonly string[]): boolean {
  const plain = source.toLowerCase().replace(/\s+/g, ' ')
  return labels.some((label) => plain.includes(`[${label}]`))
}

function pick(links: Links, labels: readonly string[]): Links {
  return Object.fromEntries(
    labels.flatMap((label) => (links[label] ? [[label, links[label]]] : [])),
  )
}

/** Gives each heading its level. */
function outlined(
  blocks: readonly Block[],
  outline: Outline,
): { blocks: Block[]; outline: Outline } {
  let open = outline
  const found = blocks.map((block) => {
    if (!isHeading(block.token)) return block
    open = below(open, block.token.depth)
    return { ...block, token: levelled(block.token, open.length - 1) }
  })
  return { blocks: found, outline: open }
}

/** Gives each token its place; blank lines between blocks are no blocks. */
function placed(tokens: readonly Token[], from: number): Block[] {
  const blocks: Block[] = []
  let at = from
  for (const token of tokens) {
    const end = at + token.raw.length
    if (token.type !== 'space') blocks.push({ token, start: at, end })
    at = end
  }
  return blocks
}
