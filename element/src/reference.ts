/** Stands in for `decode-named-character-reference`, whose browser form knows no Trusted Types. */
import { policy } from './trusted'

const box = typeof document === 'undefined' ? null : document.createElement('i')

/** Returns what `&name;` stands for; false where it stands for nothing. The browser has the table. */
export function decodeNamedCharacterReference(name: string): string | false {
  if (box === null || !/^[A-Za-z0-9]+$/.test(name)) return false
  const reference = `&${name};`
  box.innerHTML = (policy?.createHTML(reference) ?? reference) as string
  const text = box.textContent
  // Some names need no semicolon, and what is left of one shows that only a part was meant.
  if (text.endsWith(';') && name !== 'semi') return false
  return text === reference ? false : text
}
