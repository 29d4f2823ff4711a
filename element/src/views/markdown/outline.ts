/** How deep a heading stands: one below the heading that it belongs to, whatever the writer called it. */
import type { Token, Tokens } from './tokens'

export type Heading = Tokens.Heading & {
  /** 0 for a text's own first headings; missing within quotes and lists. */
  level?: number
}

/** Depths of the headings that are open, outermost first. */
export type Outline = readonly number[]

export const isHeading = (token: Token): token is Heading => token.type === 'heading'

/** The outline below a heading of that depth. */
export function below(outline: Outline, depth: number): Outline {
  return [...outline.filter((open) => open < depth), depth]
}

/** The same token where it knows its level already: who holds it has drawn it so. */
export function levelled(token: Heading, level: number): Heading {
  if (token.level === level) return token
  if (token.level !== undefined) return { ...token, level }
  token.level = level
  return token
}
