/** Notes that a text makes itself: `[^1]` in it, and `[^1]: …` on lines of their own. */
import type { Token, TokenizerThis } from 'marked'
import type { FootnoteDefinition, FootnoteReference } from './tokens'

export function footnoteReference(source: string): FootnoteReference | undefined {
  const match = /^\[\^([^\]\s]{1,60})\](?!:)/.exec(source)
  return match === null
    ? undefined
    : { type: 'footnoteReference', raw: match[0], label: match[1] ?? '' }
}

export function footnoteDefinition(
  this: TokenizerThis,
  source: string,
): FootnoteDefinition | undefined {
  const match =
    /^\[\^([^\]\s]{1,60})\]:[ \t]*([^\n]*(?:\n(?: {2,}|\t)[^\n]+|\n(?!\s|\[\^)[^\n]+)*)(?:\n+|$)/.exec(
      source,
    )
  if (match === null) return undefined
  const [raw, label = '', text = ''] = match
  const tokens: Token[] = []
  this.lexer.inline(text.replace(/\n\s+/g, '\n'), tokens)
  return { type: 'footnoteDefinition', raw, label, tokens }
}
