/** Words of a text: emphasis, links, code, images, formulas and marks of sources. */
import { html, nothing, type TemplateResult } from 'lit'
import { safeLink } from '../links'
import type { Scope } from './context'
import { decode } from './decode'
import { image } from './image'
import type { MarkToken } from './marks'
import { formula } from './maths'
import { PENDING } from './mend-inline'
import type { FootnoteReference, Maths, Token, Tokens } from './tokens'

/** Emphasis within each other; deeper than anybody writes, shallower than the stack. */
const MAX_DEPTH = 30

export type Drawn = TemplateResult | string | typeof nothing

export function inlines(tokens: readonly Token[] | undefined, scope: Scope, depth = 0): Drawn[] {
  if (depth > MAX_DEPTH) return ['…']
  return (tokens ?? []).map((token) => inline(token, scope, depth + 1))
}

function inline(token: Token, scope: Scope, depth: number): Drawn {
  const within = (): Drawn[] => inlines(token.tokens, scope, depth)
  switch (token.type) {
    case 'strong':
      return html`<strong>${within()}</strong>`
    case 'em':
      return html`<em>${within()}</em>`
    case 'del':
      return html`<del>${within()}</del>`
    case 'codespan':
      return html`<code>${(token as Tokens.Codespan).text}</code>`
    case 'br':
      return html`<br />`
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? html`<br />` : token.raw
    case 'link':
      return link(token as Tokens.Link, scope, depth)
    case 'image':
      return image(token as Tokens.Image, scope)
    case 'maths':
      return formula((token as Maths).text, (token as Maths).display)
    default:
      return plain(token, scope, depth)
  }
}

function plain(token: Token, scope: Scope, depth: number): Drawn {
  switch (token.type) {
    case 'text':
      return token.tokens === undefined
        ? decode(token.raw)
        : html`${inlines(token.tokens, scope, depth)}`
    case 'escape':
      return (token as Tokens.Escape).text
    case 'mark':
      return scope.cite?.((token as MarkToken).sources) ?? nothing
    case 'footnoteReference':
      return note(token as FootnoteReference)
    case 'checkbox':
      return nothing
    default:
      return token.raw
  }
}

function link(token: Tokens.Link, scope: Scope, depth: number): Drawn {
  const content = inlines(token.tokens, scope, depth)
  if (token.href === PENDING) return html`<a class="pending">${content}</a>`
  const url = token.autolink ? token.href : decode(token.href)
  const target = safeLink(url)
  if (target === null) return html`<span class="inert">${content}</span>`
  if (!target.deeplink)
    return html`<a href=${target.href} target="_blank" rel="noopener noreferrer">${content}</a>`
  const follow = (event: Event): void => {
    event.preventDefault()
    scope.context.deeplink(url)
  }
  return html`<a href=${target.href} @click=${follow}>${content}</a>`
}

/** Leads to the note, which stands at the end of the text. */
function note({ label }: FootnoteReference): TemplateResult {
  const go = (event: Event): void => {
    const text = (event.currentTarget as HTMLElement).closest('.md')
    const notes = [...(text?.querySelectorAll<HTMLElement>('[data-note]') ?? [])]
    const found = notes.find((one) => one.dataset['note'] === label)
    found?.scrollIntoView?.({ block: 'nearest' })
    found?.focus({ preventScroll: true })
  }
  return html`<sup><button class="note-ref" type="button" @click=${go}>${label}</button></sup>`
}
