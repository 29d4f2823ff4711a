/** Where a formula begins and ends: `$x$`, `$$x$$`, `\(x\)` and `\[x\]`. Money is no formula. */
import type { Maths } from './tokens'

/** Characters; what is longer is not a formula that somebody meant. */
const LONGEST = 4000
/** What follows a price is a word; what follows a number in a formula seldom is. */
const PRICE =
  /^\d[\d.,]*(?:\s*[-–—/]|\s+(?:and|or|to|und|oder|bis|et|ou|à|y|o|a|e)\b|\s+\p{L}{2,})/u
const PAIRS: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' }

/** The next place in a text at which a formula may begin. */
export function startsMaths(source: string): number | undefined {
  const at = source.search(/\$|\\[([]/)
  return at < 0 ? undefined : at
}

export function mathsInline(source: string): Maths | undefined {
  const opener = openerOf(source)
  if (opener !== null) return paired(source, opener)
  return source.startsWith('$') ? dollars(source) : undefined
}

/**
 * A formula on lines of its own.
 * @param open - It ends the text and more may come: until it is closed, everything belongs to it.
 */
export function mathsBlock(source: string, open: boolean): Maths | undefined {
  const indent = /^ {0,3}(?=\$\$|\\\[)/.exec(source)?.[0]
  if (indent === undefined) return undefined
  const rest = source.slice(indent.length)
  const opener = openerOf(rest) ?? '$$'
  const end = closeOf(rest, opener)
  if (end === null)
    return open && rest.length < LONGEST
      ? { type: 'maths', raw: source, text: rest.slice(2).trim(), display: true }
      : undefined
  const after = /^[ \t]*(?:\n+|$)/.exec(rest.slice(end))
  if (after === null) return undefined
  const raw = indent + rest.slice(0, end) + after[0]
  return { type: 'maths', raw, text: rest.slice(2, end - 2).trim(), display: true }
}

function openerOf(source: string): string | null {
  const two = source.slice(0, 2)
  return Object.hasOwn(PAIRS, two) ? two : null
}

function paired(source: string, opener: string): Maths | undefined {
  const end = closeOf(source, opener)
  if (end === null) return undefined
  const raw = source.slice(0, end)
  const text = raw.slice(2, -2).trim()
  return text === '' ? undefined : { type: 'maths', raw, text, display: opener !== '\\(' }
}

/** The offset after the closing delimiter. */
function closeOf(source: string, opener: string): number | null {
  const at = source.indexOf(PAIRS[opener] ?? '$$', 2)
  return at < 0 || at > LONGEST ? null : at + 2
}

/** The closing dollar stands right after the formula and not before a digit or a capital, as in `$HOME:$PATH`. */
function dollars(source: string): Maths | undefined {
  const raw = /^\$(?![\s$])(?:\\[^\n]|[^\\$\n]|\n(?!\s*\n))*?[^\s\\$]?\$(?![\dA-Z])/.exec(
    source,
  )?.[0]
  if (raw === undefined || raw.length > LONGEST) return undefined
  const text = raw.slice(1, -1)
  if (text === '' || /\s$/.test(text) || PRICE.test(text)) return undefined
  return { type: 'maths', raw, text, display: false }
}
