/** Blocks of a text: paragraphs, headings, lists, tables, code, quotes. */
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { styles } from '../dom'
import { scrollable } from '../scrollable'
import { codeBlock } from './code'
import type { Scope } from './context'
import { inlines, type Drawn } from './inline'
import { formula } from './maths'
import type { Heading } from './outline'
import type { FootnoteDefinition, Maths, Token, Tokens } from './tokens'

/** Quotes and lists within each other; deeper than anybody reads, shallower than the stack. */
const MAX_DEPTH = 30

export function flow(token: Token, scope: Scope, depth = 0): Drawn {
  if (depth > MAX_DEPTH) return '…'
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return html`<p>${inlines(token.tokens ?? [token], scope)}</p>`
    case 'heading':
      return heading(token as Heading, scope)
    case 'blockquote':
      return html`<blockquote>${flows(token.tokens, scope, depth)}</blockquote>`
    case 'list':
      return list(token as Tokens.List, scope, depth)
    case 'code':
      return codeBlock(token as Tokens.Code, scope.context)
    case 'table':
      return table(token as Tokens.Table, scope)
    case 'maths':
      return html`<div class="formula" ${scrollable()}>${formula((token as Maths).text, true)}</div>`
    case 'hr':
      return html`<hr />`
    case 'space':
    case 'def':
    case 'footnoteDefinition':
      return nothing
    default:
      return token.raw.trim() === '' ? nothing : html`<p>${token.raw.trim()}</p>`
  }
}

function flows(tokens: readonly Token[] | undefined, scope: Scope, depth: number): Drawn[] {
  return (tokens ?? []).map((token) => flow(token, scope, depth + 1))
}

/** Below the headings of the page and of the chat. */
function heading(token: Heading, scope: Scope): TemplateResult {
  const content = inlines(token.tokens, scope)
  const size = `h h${token.depth}`
  switch (Math.min(6, scope.context.heading + (token.level ?? 0))) {
    case 2:
      return html`<h2 class=${size}>${content}</h2>`
    case 3:
      return html`<h3 class=${size}>${content}</h3>`
    case 4:
      return html`<h4 class=${size}>${content}</h4>`
    case 5:
      return html`<h5 class=${size}>${content}</h5>`
    default:
      return html`<h6 class=${size}>${content}</h6>`
  }
}

function list(
  { ordered, start, loose, items }: Tokens.List,
  scope: Scope,
  depth: number,
): TemplateResult {
  const look = loose ? 'loose' : 'tight'
  const content = items.map((item) => guard([item, scope], () => listItem(item, scope, depth)))
  return ordered
    ? html`<ol class=${look} start=${start || 1}>${content}</ol>`
    : html`<ul class=${look}>${content}</ul>`
}

function listItem(item: Tokens.ListItem, scope: Scope, depth: number): TemplateResult {
  const content = flows(
    item.tokens.filter(({ type }) => type !== 'checkbox'),
    scope,
    depth,
  )
  if (!item.task) return html`<li>${content}</li>`
  return html`<li class="task">
    <input
      type="checkbox"
      tabindex="-1"
      aria-disabled="true"
      @click=${(event: Event) => event.preventDefault()}
      .checked=${item.checked === true} aria-label=${item.text.split('\n', 1)[0] ?? ''} />
    <div>${content}</div>
  </li>`
}

function table({ header, rows, align }: Tokens.Table, scope: Scope): TemplateResult {
  const side = (at: number): { 'text-align': string | null } => ({
    'text-align': align[at] ?? null,
  })
  return html`<div class="table" role="group" aria-label=${scope.context.t('table')} ${scrollable()}>
    <table>
      <thead>
        <tr>
          ${header.map((cell, at) => html`<th scope="col" ${styles(side(at))}>${inlines(cell.tokens, scope)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, at) => html`<td ${styles(side(at))}>${inlines(cell.tokens, scope)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** The notes that the text made itself. */
export function footnotes(notes: ReadonlyMap<string, FootnoteDefinition>, scope: Scope): Drawn {
  if (notes.size === 0) return nothing
  return html`<ol class="footnotes">
    ${[...notes.values()].map(
      ({ label, tokens }) =>
        html`<li data-note=${label} tabindex="-1"><span>${label}</span> ${inlines(tokens, scope)}</li>`,
    )}
  </ol>`
}
