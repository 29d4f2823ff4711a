/** A code block whose end has not come yet. */
import type { Tokens } from './tokens'

export type Fence = {
  start: number
  token: Tokens.Code
  marker: string
  /** Where its code begins. */
  from: number
  /** Up to here its end was looked for. */
  seen: number
}

const OPENING = /(`{3,}|~{3,})([^\n]*)\n/y

/** Returns the code block that begins at an offset and is still open. */
export function openFence(text: string, offset: number, known: Fence | null): Fence | null {
  const fence = known?.start === offset ? known : begin(text, offset)
  if (fence === null) return null
  const lastLine = text.lastIndexOf('\n') + 1
  if (closes(text.slice(Math.min(fence.seen, lastLine)), fence.marker)) return null
  return { ...fence, seen: Math.max(fence.from, lastLine), token: tokenOf(text, fence) }
}

function begin(text: string, offset: number): Fence | null {
  OPENING.lastIndex = offset
  const match = OPENING.exec(text)
  if (match === null) return null
  const [line, marker = '', info = ''] = match
  if (marker.startsWith('`') && info.includes('`')) return null
  const from = offset + line.length
  const token: Tokens.Code = { type: 'code', raw: '', lang: info.trim(), text: '' }
  return { start: offset, token, marker, from, seen: from }
}

function closes(rest: string, marker: string): boolean {
  return new RegExp(`(^|\\n) {0,3}${marker}[~\`]* *(\\n|$)`).test(rest)
}

/** What may yet become the closing line is not shown as code. */
function tokenOf(text: string, { start, from, token }: Fence): Tokens.Code {
  const code = text.slice(from)
  return { ...token, raw: text.slice(start), text: code.replace(/(^|\n) {0,3}[`~]*$|\n$/, '') }
}
