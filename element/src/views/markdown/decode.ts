/** Character references, as text; nothing is ever parsed as HTML. */
import { decodeNamedCharacterReference } from '../../reference'

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi

/** Returns a text with `&amp;` and its like as the characters that they stand for. */
export function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole
    return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
  })
}

function character(code: number): string {
  const unusable = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
  return unusable ? '\uFFFD' : String.fromCodePoint(code)
}
