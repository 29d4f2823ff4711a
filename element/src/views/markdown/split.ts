/** Which blocks of a growing text are over, and which may still change. */
import type { Block } from './doc'
import type { Token, Tokens } from './tokens'

export type Split = { done: Token[]; rest: Token[]; used: number }

/** Blocks that lines after a blank one may still belong to. */
const REACHING = new Set(['list', 'footnoteDefinition', 'def', 'html', 'code'])

/**
 * @param tail - The text as it came; the tokens may be of one that was mended at its end.
 * @param sure - The last block is what it seems to be.
 */
export function splitTail(
  tokens: readonly Token[],
  tail: string,
  { final, sure }: { final: boolean; sure: boolean },
): Split {
  let count = final ? tokens.length : 0
  let used = final ? tail.length : 0
  let at = 0
  for (const [index, token] of final ? [] : tokens.entries()) {
    const end = at + token.raw.length
    const over =
      token.type === 'space' ? index + 1 < tokens.length : isOver(tokens, index, end, tail, sure)
    if (!over) break
    at = end
    count = index + 1
    used = at
  }
  return { done: tokens.slice(0, count), rest: tokens.slice(count), used }
}

function isOver(
  tokens: readonly Token[],
  index: number,
  end: number,
  tail: string,
  sure: boolean,
): boolean {
  const [token, gap, after] = tokens.slice(index, index + 3)
  const space = gap?.type === 'space' ? gap.raw : ''
  const next = space === '' ? gap : after
  if (token === undefined || next === undefined) return false
  const begins = end + space.length
  if (/\n[ \t]*\n[ \t]*$/.test(token.raw + space))
    return !REACHING.has(token.type) || isTold(next, tail, begins, linesOf(next))
  const last = next === tokens.at(-1)
  if (last && (!sure || next.type === 'maths')) return false
  return isTold(next, tail, begins, token.type === 'paragraph' ? 2 : linesOf(next))
}

function linesOf(token: Token): number {
  return token.type === 'table' ? 2 : 1
}

/**
 * A block shows what it is with its first line, and a heading at its end. A table shows it with the line
 * below the first, and so does whatever stands right below a paragraph: it might have been a table.
 */
function isTold(token: Token, tail: string, begins: number, lines: number): boolean {
  let at = token.type === 'heading' ? begins + token.raw.trimEnd().length : begins
  for (let line = 0; line < lines; line += 1) {
    const end = tail.indexOf('\n', at)
    if (end < 0) return false
    at = end + 1
  }
  return true
}

/** Keeps the tokens of the time before where their text is the same, so that they are not drawn again. */
export function joinTail(before: readonly Block[], now: readonly Block[]): Block[] {
  return now.map((block, at) => {
    const old = before[at]
    return old?.start === block.start ? { ...block, token: sameOr(old.token, block.token) } : block
  })
}

function sameOr(old: Token, now: Token): Token {
  if (old.type !== now.type) return now
  if (old.raw === now.raw && old.type !== 'paragraph') return old
  return now.type === 'list' ? joinItems(old as Tokens.List, now as Tokens.List) : now
}

function joinItems(old: Tokens.List, now: Tokens.List): Tokens.List {
  const last = now.items.length - 1
  const items = now.items.map((item, at) => {
    const known = old.items[at]
    return at < last && known?.raw === item.raw ? known : item
  })
  return { ...now, items }
}

/** Labels of the addresses that blocks define, also within quotes and lists. */
export function definedIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    if (token.type === 'def') return [(token as Tokens.Def).tag]
    if (token.type === 'list') return definedIn((token as Tokens.List).items)
    const within = token.type === 'blockquote' || token.type === 'list_item'
    return within ? definedIn(token.tokens ?? []) : []
  })
}
