/** Puts marks of sources into a block, at the places of the text as it was written. */
import type { Token, Tokens } from './tokens'

/** Sources that belong to one place of the text. */
export type Mark = { offset: number; sources: readonly number[] }
export type MarkToken = { type: 'mark'; raw: ''; sources: readonly number[] }

type Walk = { source: string; at: number; marks: Mark[] }

/**
 * Returns a copy of the block with its marks, and those for which there is no place among its words.
 * @param marks - By offset, counted from the block's first character.
 */
export function withMarks(
  block: Token,
  source: string,
  marks: readonly Mark[],
): { token: Token; left: readonly Mark[] } {
  if (marks.length === 0) return { token: block, left: [] }
  const walk: Walk = { source, at: 0, marks: [...marks] }
  const token = within(block, walk)
  const whole = appended(token, walk.marks)
  return whole === null ? { token, left: walk.marks } : { token: whole, left: [] }
}

function within(token: Token, walk: Walk): Token {
  if (token.type === 'list') {
    const { items } = token as Tokens.List
    return { ...token, items: items.map((item) => within(item, walk)) } as Token
  }
  if (token.type === 'table') return table(token as Tokens.Table, walk) as Token
  if (token.tokens === undefined) return token
  return { ...token, tokens: token.tokens.flatMap((child) => inside(child, walk)) } as Token
}

function table(token: Tokens.Table, walk: Walk): Tokens.Table {
  const cell = (one: Tokens.TableCell): Tokens.TableCell => ({
    ...one,
    tokens: one.tokens.flatMap((child) =>
      inside(child as Token, walk),
    ) as Tokens.TableCell['tokens'],
  })
  return { ...token, header: token.header.map(cell), rows: token.rows.map((row) => row.map(cell)) }
}

const CONTAINERS = new Set([
  'paragraph',
  'heading',
  'blockquote',
  'list',
  'table',
  'strong',
  'em',
  'del',
  'link',
])

function inside(token: Token, walk: Walk): Token[] {
  const holds = CONTAINERS.has(token.type) || (token.type === 'text' && token.tokens !== undefined)
  return holds ? [within(token, walk)] : leaf(token, walk)
}

/** Words, code or a formula: a mark stands between words, and otherwise after the whole. */
function leaf(token: Token, walk: Walk): Token[] {
  if (token.type === 'space' || token.raw === '') return [token]
  const { start, end } = find(token.raw, walk)
  walk.at = end
  const out: Token[] = take(walk, start).map(markToken)
  if (token.type === 'text') out.push(...splitText(token, start, walk))
  else out.push(token, ...take(walk, end).map(markToken))
  return out
}

/** Quotes and lists take signs out of the middle of a text: each line is looked for on its own. */
function find(raw: string, { source, at }: Walk): { start: number; end: number } {
  let start = -1
  let end = at
  for (const line of raw.split('\n')) {
    const whole = source.indexOf(line, end)
    const bare = whole < 0 ? line.trim() : line
    const found = whole < 0 ? source.indexOf(bare, end) : whole
    if (found < 0) continue
    if (start < 0) start = found
    end = found + bare.length
  }
  return { start: start < 0 ? at : start, end }
}

function take(walk: Walk, until: number): Mark[] {
  const count = walk.marks.findIndex((mark) => mark.offset > until)
  return walk.marks.splice(0, count < 0 ? walk.marks.length : count)
}

function splitText(token: Token, start: number, walk: Walk): Token[] {
  const out: Token[] = []
  let written = 0
  for (const mark of take(walk, walk.at)) {
    const to = aligned(walk.source.slice(start, mark.offset), token.raw)
    if (to > written) out.push(textToken(token.raw.slice(written, to)))
    out.push(markToken(mark))
    written = Math.max(written, to)
  }
  if (written === 0 && out.length === 0) return [token]
  if (written < token.raw.length) out.push(textToken(token.raw.slice(written)))
  return out
}

/** How much of a text that lost some signs has been written at a place of the source. */
function aligned(source: string, raw: string): number {
  let at = 0
  for (const sign of source) if (raw.startsWith(sign, at)) at += sign.length
  return at
}

function textToken(raw: string): Token {
  return { type: 'text', raw }
}

function markToken({ sources }: Mark): MarkToken {
  return { type: 'mark', raw: '', sources }
}

/** Puts what is left after the last words; null where there are none. */
function appended(token: Token, marks: readonly Mark[]): Token | null {
  if (marks.length === 0) return token
  const key = token.type === 'list' ? 'items' : 'tokens'
  const children = (token as unknown as Record<string, Token[] | undefined>)[key]
  if (children === undefined || children.length === 0) return null
  if (token.type === 'paragraph' || token.type === 'heading' || isWords(token))
    return { ...token, tokens: [...children, ...marks.map(markToken)] } as Token
  const last = appended(children.at(-1) as Token, marks)
  return last === null ? null : ({ ...token, [key]: [...children.slice(0, -1), last] } as Token)
}

function isWords(token: Token): boolean {
  return token.type === 'text' && token.tokens !== undefined
}
