/** Items of a long list that is still being written: those before its end are over, and are cut only once. */
import type { Token, Tokens } from './tokens'

export type Held = {
  /** Where the item after them begins. */
  end: number
  raw: string
  list: Tokens.List
}

/** Items that come before some are held, and that stay open at the end. */
const MANY = 10
const OPEN = 2

const BLANK = /\n[ \t]*\n[ \t]*$/

/**
 * Returns what can be held of a text's last block, besides what is held already.
 * @param start - Where the block begins in the text.
 */
export function hold(token: Token | undefined, start: number, before: Held | null): Held | null {
  if (token?.type !== 'list') return null
  const list = token as Tokens.List
  const known = before?.list.items.length ?? 0
  // An address that is defined in an item counts for the others, too.
  if (list.items.length - known < MANY + OPEN || token.raw.includes(']:')) return before
  const items = list.items.slice(0, -OPEN)
  const raw = items.map((item) => item.raw).join('')
  if (!token.raw.startsWith(raw)) return before
  return { end: start + raw.length, raw, list: { ...list, items, loose: items.some(isLoose) } }
}

function isLoose({ raw, tokens }: Tokens.ListItem): boolean {
  return BLANK.test(raw) || tokens.some((one) => one.type === 'space' && /\n.*\n/.test(one.raw))
}

/** Puts the held items before those that were just cut; null where they do not belong together. */
export function withHeld({ list, raw }: Held, tokens: readonly Token[]): Token[] | null {
  const [first, ...others] = tokens
  if (first?.type !== 'list') return null
  const rest = first as Tokens.List
  if (rest.ordered !== list.ordered) return null
  const items = [...list.items, ...rest.items]
  const whole = { ...list, raw: raw + rest.raw, items, loose: list.loose || rest.loose }
  return [whole as Token, ...others]
}
