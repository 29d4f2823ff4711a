/** Completes what is still being written, so that no asterisk or bracket flashes up before it counts. */
import { mendInline } from './mend-inline'

export type Mended = {
  text: string
  /** The last block is what it seems to be. */
  sure: boolean
}

const BLOCK_START =
  /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|[ \t]*>[ \t]?|[ \t]*#{1,6}[ \t]+)+/
/** A last line of which nothing can be told yet. */
const UNDECIDED =
  /^[ \t>]*(?:[-*+]|\d{1,9}[.)]?|#{1,6}|=+|-{2,}|\*{2,}|_{2,}|`{1,2}|~{1,2}|\[|\$|\\|:?-+:?|[-*+][ \t]+(?:\[[ xX]?\]?)?|\d{1,9}[.)][ \t]+)[ \t]*$/
const FENCE_LINE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/

export function mend(text: string): Mended {
  const lines = text.split('\n')
  const { from, fenced } = lastParagraph(lines)
  if (fenced) return { text: text.replace(/\n[ \t>]*[`~]{1,}$/, '\n'), sure: true }
  if (from === lines.length) return { text, sure: true }
  const told = withoutUndecided(text)
  if (told !== text) return { text: told, sure: true }
  const chunk = lines.slice(from)
  if (chunk[0]?.trimStart().startsWith('|')) return mendTable(text, chunk)
  const length = chunk.join('\n').length - (BLOCK_START.exec(chunk[0] ?? '')?.[0].length ?? 0)
  const at = text.length - length
  return { text: withoutUndecided(text.slice(0, at) + mendInline(text.slice(at))), sure: true }
}

function withoutUndecided(text: string): string {
  const at = text.lastIndexOf('\n') + 1
  return UNDECIDED.test(text.slice(at)) ? text.slice(0, at) : text
}

/** The line on which the last paragraph begins, and whether it is code or a formula. */
function lastParagraph(lines: readonly string[]): { from: number; fenced: boolean } {
  let from = 0
  let closing: RegExp | null = null
  for (const [at, line] of lines.entries()) {
    if (closing !== null) {
      if (closing.test(line)) [closing, from] = [null, at + 1]
      continue
    }
    closing = closingOf(line)
    const blank = line.trim() === '' && at < lines.length - 1
    if (blank) from = at + 1
    else if (BLOCK_START.test(line)) from = at
  }
  return { from, fenced: closing !== null }
}

/** What ends the code or the formula that a line begins. */
function closingOf(line: string): RegExp | null {
  const fence = FENCE_LINE.exec(line)?.[1]
  if (fence !== undefined) return new RegExp(`^[ \\t>]*${fence}`)
  const [, sign, rest = ''] = /^ {0,3}(\$\$|\\\[)(.*)/.exec(line) ?? []
  if (sign === undefined) return null
  const end = sign === '$$' ? /\$\$/ : /\\\]/
  return end.test(rest) ? null : end
}

/** A table is one from its first line on; the row that is still open ends with its cell. */
function mendTable(text: string, lines: readonly string[]): Mended {
  const [head = '', rule] = lines
  const last = lines.at(-1) ?? ''
  const before = text.slice(0, text.length - last.length)
  if (rule === undefined) return { text: before, sure: false }
  if (lines.length === 2 && /^[ \t|:-]*$/.test(rule)) {
    const columns = Math.max(1, head.replace(/\\\|/g, '').split('|').length - 2)
    return { text: `${before}|${'-|'.repeat(columns)}`, sure: false }
  }
  const cell = last.lastIndexOf('|') + 1
  const shown = before + last.slice(0, cell) + mendInline(last.slice(cell))
  return { text: withoutUndecided(shown), sure: true }
}
