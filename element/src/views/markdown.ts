/** Draws Markdown as Lit templates: text stays text, and nothing is ever parsed as HTML. */
import type {
  PhrasingContent,
  RootContent,
  Table,
  Image,
  Link,
  ListItem,
  Code,
  Heading,
  List,
} from 'mdast'
import { html, nothing, type TemplateResult } from 'lit'
import { directive, Directive } from 'lit/directive.js'
import { guard } from 'lit/directives/guard.js'
import { icon, styles } from './dom'
import { hostOf, safeImage, safeLink } from './links'
import { MarkdownDoc, type Block } from './markdown-doc'
import type { Translate } from '../locales'

export type MarkdownContext = {
  t: Translate
  domains: readonly string[] | null
  deeplink: (url: string) => void
  copy: (text: string) => Promise<boolean>
}

type Scope = MarkdownContext & { doc: MarkdownDoc; depth: number }

/** Quotes and lists within each other; deeper than anybody reads, shallower than the stack. */
const MAX_DEPTH = 30
type Drawn = TemplateResult | string | typeof nothing

class MarkdownDirective extends Directive {
  readonly #doc = new MarkdownDoc()

  render(text: string, final: boolean, context: MarkdownContext): unknown {
    const scope: Scope = { ...context, doc: this.#doc, depth: 0 }
    const blocks = this.#doc.update(text, final)
    return [
      blocks.map((block) =>
        guard([block, context.domains, context.t], () => drawBlock(block, scope)),
      ),
      final ? footnotes(scope) : nothing,
    ]
  }
}

/** `markdown(text, final, context)`: finished blocks are drawn once, the open one again with each token. */
export const markdown = directive(MarkdownDirective)

function drawBlock({ node }: Block, scope: Scope): Drawn {
  return flow(node, scope)
}

function flow(node: RootContent, outer: Scope): Drawn {
  if (outer.depth > MAX_DEPTH) return '…'
  const scope = { ...outer, depth: outer.depth + 1 }
  switch (node.type) {
    case 'paragraph':
      return html`<p>${inlines(node.children, scope)}</p>`
    case 'heading':
      return heading(node, scope)
    case 'blockquote':
      return html`<blockquote>${node.children.map((child) => flow(child, scope))}</blockquote>`
    case 'list':
      return list(node, scope)
    case 'code':
      return code(node, scope)
    case 'table':
      return table(node, scope)
    case 'thematicBreak':
      return html`<hr />`
    case 'html':
      return html`<p>${node.value}</p>`
    default:
      return isInline(node) ? inline(node, scope) : nothing
  }
}

function isInline(node: RootContent): node is PhrasingContent {
  return ![
    'definition',
    'footnoteDefinition',
    'listItem',
    'tableRow',
    'tableCell',
    'yaml',
  ].includes(node.type)
}

/** Two levels down, so that an answer's headings stand below those of the page and the chat. */
function heading(node: Heading, scope: Scope): TemplateResult {
  const content = inlines(node.children, scope)
  if (node.depth === 1) return html`<h3>${content}</h3>`
  if (node.depth === 2) return html`<h4>${content}</h4>`
  if (node.depth === 3) return html`<h5>${content}</h5>`
  return html`<h6>${content}</h6>`
}

function list(node: List, scope: Scope): TemplateResult {
  const items = node.children.map((item) => listItem(item, node.spread ?? false, scope))
  if (node.ordered)
    return html`<ol start=${node.start ?? 1}>
      ${items}
    </ol>`
  return html`<ul>
    ${items}
  </ul>`
}

function listItem(item: ListItem, loose: boolean, scope: Scope): TemplateResult {
  const content = item.children.map((child) =>
    child.type === 'paragraph' && !loose
      ? html`${inlines(child.children, scope)}`
      : flow(child, scope),
  )
  if (item.checked === null || item.checked === undefined) return html`<li>${content}</li>`
  return html`<li class="task">
    <input type="checkbox" disabled .checked=${item.checked} />${content}
  </li>`
}

function code(node: Code, scope: Scope): TemplateResult {
  return html`<div class="code">
    <div class="code-head">
      <span>${node.lang ?? ''}</span>
      ${copyButton(scope.t('copyCode'), scope, () => node.value)}
    </div>
    <pre tabindex="0"><code>${node.value}</code></pre>
  </div>`
}

/** A copy button that says for a moment that it worked. */
export function copyButton(
  label: string,
  { t, copy }: Pick<MarkdownContext, 't' | 'copy'>,
  text: () => string,
): TemplateResult {
  const onClick = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement
    if (!(await copy(text()))) return
    button.classList.add('copied')
    button.setAttribute('aria-label', t('copied'))
    setTimeout(() => {
      button.classList.remove('copied')
      button.setAttribute('aria-label', label)
    }, 1500)
  }
  return html`<button
    class="icon-button small copy"
    type="button"
    aria-label=${label}
    @click=${onClick}
  >
    <span class="before">${icon('copy')}</span><span class="after">${icon('check')}</span>
  </button>`
}

function table(node: Table, scope: Scope): TemplateResult {
  const [head, ...rows] = node.children
  const align = (at: number): { 'text-align': string | null } => ({
    'text-align': node.align?.[at] ?? null,
  })
  return html`<div class="table" tabindex="0" role="group">
    <table>
      <thead>
        <tr>
          ${head?.children.map((cell, at) => html`<th scope="col" ${styles(align(at))}>${inlines(cell.children, scope)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.children.map((cell, at) => html`<td ${styles(align(at))}>${inlines(cell.children, scope)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function inlines(nodes: readonly PhrasingContent[], scope: Scope): Drawn[] {
  return nodes.map((node) => inline(node, scope))
}

function inline(node: PhrasingContent, scope: Scope): Drawn {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value
    case 'strong':
      return html`<strong>${inlines(node.children, scope)}</strong>`
    case 'emphasis':
      return html`<em>${inlines(node.children, scope)}</em>`
    case 'delete':
      return html`<del>${inlines(node.children, scope)}</del>`
    case 'inlineCode':
      return html`<code>${node.value}</code>`
    case 'break':
      return html`<br />`
    case 'link':
      return link(node, scope)
    case 'image':
      return image(node, scope)
    default:
      return reference(node, scope)
  }
}

function reference(node: PhrasingContent, scope: Scope): Drawn {
  if (node.type === 'footnoteReference') return html`<sup>${node.label ?? node.identifier}</sup>`
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return nothing
  const url = scope.doc.definitions.get(node.identifier)?.url ?? ''
  if (node.type === 'linkReference')
    return link({ type: 'link', url, children: node.children }, scope)
  return image({ type: 'image', url, alt: node.alt ?? null }, scope)
}

function link(node: Link, scope: Scope): Drawn {
  const target = safeLink(node.url)
  const content = inlines(node.children, scope)
  if (target === null) return html`<span>${content}</span>`
  if (!target.deeplink)
    return html`<a href=${target.href} target="_blank" rel="noopener noreferrer">${content}</a>`
  const follow = (event: Event): void => {
    event.preventDefault()
    scope.deeplink(node.url)
  }
  return html`<a href=${target.href} @click=${follow}>${content}</a>`
}

function image(node: Image, scope: Scope): Drawn {
  const source = safeImage(node.url, scope.domains)
  if (source !== null)
    return html`<img
      src=${source}
      alt=${node.alt ?? ''}
      loading="lazy"
      referrerpolicy="no-referrer"
    />`
  return html`<span class="blocked"
    >${node.alt || scope.t('blockedImage', { host: hostOf(node.url) })}</span
  >`
}

function footnotes(scope: Scope): Drawn {
  const notes = [...scope.doc.footnotes.values()]
  if (notes.length === 0) return nothing
  return html`<ol class="footnotes">
    ${notes.map((note) => html`<li>${note.children.map((child) => flow(child, scope))}</li>`)}
  </ol>`
}
