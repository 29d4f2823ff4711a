/** Markdown that grows: finished blocks are parsed once, only the last open one again. */
import type { Definition, FootnoteDefinition, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

export type Block = { node: RootContent; open: boolean }

const BLANK_LINES = /^(?:[ \t]*\n)*/
const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)\n?/

export class MarkdownDoc {
  /** How many blocks were parsed so far; tests hold it small. */
  parsedBlocks = 0
  readonly definitions = new Map<string, Definition>()
  readonly footnotes = new Map<string, FootnoteDefinition>()
  #text = ''
  #final = false
  #finished: Block[] = []
  #offset = 0
  #tail: Block[] = []
  #referenced = ''

  /**
   * Takes the whole text so far and returns its blocks; finished ones keep their identity.
   * @param final - No more text will come.
   */
  update(text: string, final: boolean): readonly Block[] {
    if (text === this.#text && final === this.#final) return this.#blocks()
    if (!text.startsWith(this.#text)) this.#restart('')
    this.#text = text
    this.#final = final
    this.#readTail()
    return this.#blocks()
  }

  #blocks(): readonly Block[] {
    return this.#tail.length === 0 ? this.#finished : [...this.#finished, ...this.#tail]
  }

  #restart(referenced: string): void {
    this.#finished = []
    this.#offset = 0
    this.#tail = []
    this.#referenced = referenced
    if (referenced === '') {
      this.definitions.clear()
      this.footnotes.clear()
    }
  }

  #readTail(): void {
    const tail = this.#text.slice(this.#offset)
    const code = this.#final ? null : openFence(tail)
    if (code !== null) {
      this.#tail = [{ node: code, open: true }]
      return
    }
    const nodes = this.#parse(tail)
    const done = this.#final ? nodes.length : settled(nodes, tail)
    const finished = nodes.slice(0, done)
    if (this.#foundDefinitions(finished)) return this.#readTail()
    this.#finished = [...this.#finished, ...finished.map((node) => ({ node, open: false }))]
    this.#tail = nodes.slice(done).map((node) => ({ node, open: true }))
    const last = finished.at(-1)
    if (last === undefined) return
    this.#offset += endOf(last)
    this.#offset += BLANK_LINES.exec(this.#text.slice(this.#offset))?.[0].length ?? 0
  }

  #parse(tail: string): RootContent[] {
    const source = this.#referenced === '' ? tail : `${tail}\n\n${this.#referenced}`
    const { children } = fromMarkdown(source, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    })
    const own = children.filter((node) => startOf(node) < tail.length)
    this.parsedBlocks += own.length
    return own
  }

  /** A reference may stand before its definition: with a new one, all is read once more. */
  #foundDefinitions(nodes: readonly RootContent[]): boolean {
    let found = ''
    for (const node of nodes) {
      if (node.type !== 'definition' && node.type !== 'footnoteDefinition') continue
      const known: Map<string, unknown> =
        node.type === 'definition' ? this.definitions : this.footnotes
      if (known.has(node.identifier)) continue
      if (node.type === 'definition') this.definitions.set(node.identifier, node)
      else this.footnotes.set(node.identifier, node)
      found += `${this.#text.slice(this.#offset + startOf(node), this.#offset + endOf(node))}\n\n`
    }
    if (found === '') return false
    this.#restart(this.#referenced + found)
    return true
  }
}

/** How many blocks can change no more. */
function settled(nodes: readonly RootContent[], tail: string): number {
  let count = 0
  while (count + 1 < nodes.length && isSettled(nodes[count], nodes[count + 1], tail)) count += 1
  return count
}

/**
 * A block is over when the next one stands apart from it, or when the next one's first line is
 * complete: a line still being written ("2", "#") may yet turn out to continue the block before it.
 */
function isSettled(
  node: RootContent | undefined,
  next: RootContent | undefined,
  tail: string,
): boolean {
  if (node === undefined || next === undefined) return false
  const apart = /\n[ \t]*\n/.test(tail.slice(endOf(node), startOf(next)))
  return (apart && node.type !== 'list') || tail.indexOf('\n', startOf(next)) >= 0
}

/** Code that is still open needs no parser: it is everything after its first line. */
function openFence(tail: string): RootContent | null {
  const match = FENCE.exec(tail)
  if (match === null) return null
  const [line, marker = '', info = ''] = match
  if (marker.startsWith('`') && info.includes('`')) return null
  const rest = tail.slice(line.length)
  const closing = new RegExp(`(^|\\n) {0,3}\\${marker[0]}{${marker.length},}[ \\t]*(\\n|$)`)
  if (!line.endsWith('\n') || closing.test(rest))
    return line.endsWith('\n') ? null : codeNode(info, '')
  return codeNode(info, rest.replace(/\n[`~]*$/, ''))
}

function codeNode(info: string, value: string): RootContent {
  return { type: 'code', lang: info.trim().split(/\s+/)[0] || null, value }
}

function startOf(node: RootContent | undefined): number {
  return node?.position?.start.offset ?? 0
}

function endOf(node: RootContent): number {
  return node.position?.end.offset ?? 0
}
