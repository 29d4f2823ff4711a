import { html, nothing, type TemplateResult } from 'lit'
import { lookup } from '../lookup'
import { icon, styles } from '../views/dom'
import { safeImage } from '../views/links'
import { fire, isAction, type Context } from './actions'
import type { Draw } from './render'
import { colour, flexBox, length, sides, spacing, type Node } from './style'

type Children = Parameters<Draw>[2]

const card: Draw = (node, context, children) => {
  const size = ['sm', 'md', 'lg', 'full'].includes(String(node['size']))
    ? String(node['size'])
    : 'md'
  const body = html`${status(node['status'])}
  ${node['collapsed'] === true ? nothing : html`<div class="w-card-body">${children()}</div>`}
  ${cardActions(node, context)}`
  const look = styles({ background: colour(node['background']), padding: sides(node['padding']) })
  if (node['asForm'] !== true) return html`<div class="w-card ${size}" ${look}>${body}</div>`
  const confirm = (node['confirm'] as Node | undefined)?.['action']
  return html`<form
    class="w-card ${size}"
    ${look}
    @submit=${submitting(confirm, context, 'container')}
  >
    ${body}
  </form>`
}

function cardActions(node: Node, context: Context): TemplateResult | typeof nothing {
  const { confirm, cancel } = node as { confirm?: Node; cancel?: Node }
  if (confirm === undefined && cancel === undefined) return nothing
  const click = (action: unknown) => (event: Event) =>
    void fire(action, event.currentTarget as HTMLElement, context, 'container')
  const asForm = node['asForm'] === true
  return html`<div class="w-card-actions">
    ${cancel ? html`<button class="button" type="button" @click=${click(cancel['action'])}>${cancel['label']}</button>` : nothing}
    ${
      confirm === undefined
        ? nothing
        : asForm
          ? html`<button class="button primary" type="submit">${confirm['label']}</button>`
          : html`<button class="button primary" type="button" @click=${click(confirm['action'])}>
              ${confirm['label']}
            </button>`
    }
  </div>`
}

function status(value: unknown): TemplateResult | typeof nothing {
  if (typeof value !== 'object' || value === null) return nothing
  const { text, icon: name, favicon } = value as Node
  const source = typeof favicon === 'string' ? safeImage(favicon, null) : null
  return html`<div class="w-status">
    ${source ? html`<img src=${source} alt="" />` : typeof name === 'string' ? icon(name) : nothing}<span
      >${text}</span
    >
  </div>`
}

/** Native validation has passed by the time that this runs. */
function submitting(action: unknown, context: Context, loading: 'self' | 'container') {
  return (event: SubmitEvent): void => {
    event.preventDefault()
    const source = event.submitter ?? (event.currentTarget as HTMLElement)
    const own = (event.submitter as HTMLElement | null)?.dataset['ownAction'] === 'true'
    if (!own) void fire(action, source, context, loading)
  }
}

const listView: Draw = (node, context, children) => {
  const all = Array.isArray(node['children']) ? (node['children'] as Node[]) : []
  const limit =
    node['limit'] === 'auto' ? 5 : typeof node['limit'] === 'number' ? node['limit'] : all.length
  return html`<div class="w-list-box">
    ${status(node['status'])}
    <ul class="w-list">
      ${all.slice(0, limit).map((child) => listItem(child, context, children))}
    </ul>
    ${
      all.length > limit
        ? html`<details class="w-more">
            <summary>${context.view.t('showAll')}</summary>
            <ul class="w-list">
              ${all.slice(limit).map((child) => listItem(child, context, children))}
            </ul>
          </details>`
        : nothing
    }
  </div>`
}

function listItem(node: Node, context: Context, draw: Children): TemplateResult {
  const look = styles({
    gap: spacing(node['gap']),
    'align-items': flexBox(node, 'row')['align-items'] ?? null,
  })
  const children = draw(node)
  const action = node['onClickAction']
  if (!isAction(action)) return html`<li class="w-item" ${look}>${children}</li>`
  return html`<li>
    <div
      class="w-item clickable"
      role="button"
      tabindex="0"
      ${look}
      @click=${(event: Event) => activate(event, action, context)}
      @keydown=${(event: KeyboardEvent) => onKey(event, action, context)}
    >
      ${children}
    </div>
  </li>`
}

/** A control inside the row has its own meaning: the row does not act for it. */
function activate(event: Event, action: unknown, context: Context): void {
  const row = event.currentTarget as HTMLElement
  const inner = (event.target as HTMLElement).closest('button, input, select, textarea, a, label')
  if (inner === null || !row.contains(inner)) void fire(action, row, context, 'self')
}

function onKey(event: KeyboardEvent, action: unknown, context: Context): void {
  if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return
  event.preventDefault()
  void fire(action, event.currentTarget as HTMLElement, context, 'self')
}

const box =
  (direction: 'row' | 'col'): Draw =>
  (node, _context, children) => {
    const own =
      node['direction'] === 'row' || node['direction'] === 'col' ? node['direction'] : direction
    return html`<div class=${own === 'row' ? 'w-row' : 'w-col'} ${styles(flexBox(node, own))}>
      ${children()}
    </div>`
  }

const form: Draw = (node, context, children) => {
  const direction = node['direction'] === 'row' ? 'row' : 'col'
  return html`<form
    class=${direction === 'row' ? 'w-row' : 'w-col'}
    ${styles(flexBox(node, direction))}
    @submit=${submitting(node['onSubmitAction'], context, 'self')}
  >
    ${children()}
  </form>`
}

const divider: Draw = (node) =>
  html`<hr
    class=${node['flush'] === true ? 'w-divider flush' : 'w-divider'}
    ${styles({
      'border-color': colour(node['color']),
      'border-top-width': length(node['size']),
      'margin-block': spacing(node['spacing']),
    })}
  />`

const VERTICAL: Readonly<Record<string, string>> = {
  start: 'top',
  center: 'middle',
  end: 'bottom',
}

const tableCell = (node: Node, header: boolean, draw: Children): TemplateResult => {
  const look = styles({
    width: length(node['width']),
    padding: sides(node['padding']),
    'text-align': flexAlign(node['align']),
    'vertical-align': lookup(VERTICAL, String(node['vAlign'])) ?? null,
  })
  const children = draw(node)
  const [columns, rows] = [Number(node['colSpan']) || 1, Number(node['rowSpan']) || 1]
  return header
    ? html`<th scope="col" colspan=${columns} rowspan=${rows} ${look}>${children}</th>`
    : html`<td colspan=${columns} rowspan=${rows} ${look}>${children}</td>`
}

function flexAlign(value: unknown): string | null {
  return ['start', 'center', 'end'].includes(String(value)) ? String(value) : null
}

const nodes = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : [])

const table: Draw = (node, _context, children) =>
  html`<div class="table" role="group" tabindex="0">
    <table class="w-table">
      ${nodes(node['children']).map(
        (row) =>
          html`<tr>
            ${nodes(row['children']).map((cell) => tableCell(cell, row['header'] === true, children))}
          </tr>`,
      )}
    </table>
  </div>`

export const containers: Record<string, Draw> = {
  Card: card,
  ListView: listView,
  ListViewItem: (node, context, children) =>
    html`<ul class="w-list">
      ${listItem(node, context, children)}
    </ul>`,
  Basic: box('col'),
  Box: box('col'),
  Row: box('row'),
  Col: box('col'),
  Form: form,
  Spacer: (node) =>
    html`<div
      class="w-spacer"
      ${styles({ 'min-width': length(node['minSize']), 'min-height': length(node['minSize']) })}
    ></div>`,
  Divider: divider,
  Table: table,
  Transition: (_node, _context, children) => html`<div class="w-transition">${children()}</div>`,
}
