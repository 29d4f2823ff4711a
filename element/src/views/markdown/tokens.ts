/** The pieces that a Markdown text falls into: the lexer's own, and ours for maths, notes and marks. */
import { Lexer, type Tokens } from 'marked'
import { footnoteDefinition, footnoteReference } from './footnotes'
import { mathsBlock, mathsInline, startsMaths } from './maths-syntax'

export type Maths = { type: 'maths'; raw: string; text: string; display: boolean }
export type FootnoteReference = { type: 'footnoteReference'; raw: string; label: string }
export type FootnoteDefinition = {
  type: 'footnoteDefinition'
  raw: string
  label: string
  tokens: Token[]
}
export type Link = { href: string; title: string | null }
export type Links = Readonly<Record<string, Link>>
export type { Tokens }
/** Any piece; what a kind has beyond this is known where its kind is. */
export type Token = { type: string; raw: string; text?: string; tokens?: Token[] }

export type LexOptions = {
  links: Links
  /** A single line end is shown as one. */
  breaks: boolean
  /** More text will come: maths that is not closed yet is still maths. */
  open: boolean
}

export type Lexed = { tokens: Token[]; links: Links }

/** Cuts a text into its blocks; their `raw` texts in a row are the text again. */
export function lex(source: string, { links, breaks, open }: LexOptions): Lexed {
  const lexer = new Lexer({ gfm: true, breaks, extensions: extensions(open ? source : null) })
  Object.assign(lexer.tokens.links, links)
  try {
    return { tokens: lexer.lex(source) as Token[], links: lexer.tokens.links as Links }
  } catch {
    // Nested deeper than the stack: words are better than nothing.
    const text = { type: 'text', raw: source }
    return { tokens: [{ type: 'paragraph', raw: source, tokens: [text] }], links }
  }
}

type Extensions = NonNullable<NonNullable<ConstructorParameters<typeof Lexer>[0]>['extensions']>

/** @param growing - The whole text that is cut, where more of it will come. */
const extensions = (growing: string | null): Extensions => ({
  renderers: {},
  childTokens: {},
  inline: [mathsInline, footnoteReference],
  block: [(source) => mathsBlock(source, growing?.endsWith(source) ?? false), footnoteDefinition],
  startInline: [startsMaths],
  startBlock: [],
})
