/** Cards and lists: what a widget begins with. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon, styles } from '../views/dom'
import { safeImage } from '../views/links'
import { fire, isAction, isRepeat } from './actions'
import { submitting } from './boxes'
import { colour } from './colour'
import {
  isNode,
  isOn,
  keysOf,
  nodesOf,
  pick,
  placeId,
  said,
  type Context,
  type Draw,
  type Node,
} from './node'
import { align, borders, pads, spacing } from './style'

type Children = Parameters<Draw>[2]

const SIZES = ['sm', 'md', 'lg', 'full'] as const
/** Rows of a list that decides itself how much it shows at first. */
const AUTO_ROWS = 5

const card: Draw = (node, context, children) => {
  const size = pick(node['size'], SIZES, 'md')
  const look = styles({
    background: colour(node['background']),
    ...borders(node['border']),
    ...pads(node['padding']),
  })
  const body = html`${cardStatus(node, context)}
  ${folded(node, context) ? nothing : [inside(children), cardActions(node, context)]}`
  if (!isOn(node, 'asForm'))
    return html`<div class="w-card" part="card" data-size=${size} ${look}>${body}</div>`
  return html`<form
    class="w-card"
    part="card"
    data-size=${size}
    novalidate
    ${look}
    @submit=${submitting(actionOf(node['confirm']), context)}
  >
    ${body}
  </form>`
}

function folded(node: Node, { host, place }: Context): boolean {
  return isOn(node, 'collapsed') && !host.isOpen(place)
}

function inside(children: Children): TemplateResult {
  return html`<div class="w-card-body">${children()}</div>`
}

/** A card that is done folds away; what it held can still be looked at. */
function cardStatus(node: Node, context: Context): TemplateResult | typeof nothing {
  if (!isOn(node, 'collapsed')) return status(node['status'], context)
  const { host, place, view } = context
  const open = host.isOpen(place)
  return html`<button
    class="w-fold"
    type="button"
    aria-expanded=${open}
    @click=${() => host.toggle(place)}
  >
    ${isNode(node['status']) ? status(node['status'], context) : html`<span>${view.t('details')}</span>`}
    <span class="chevron">${icon('chevron-right')}</span>
  </button>`
}

const actionOf = (button: unknown): unknown => (isNode(button) ? button['action'] : undefined)

function cardActions(node: Node, context: Context): TemplateResult | typeof nothing {
  const { confirm, cancel } = node
  if (!isNode(confirm) && !isNode(cancel)) return nothing
  const click = (action: unknown) => (event: Event) => {
    if (!isRepeat(event, action))
      void fire(action, event.currentTarget as HTMLElement, context, { usual: 'container' })
  }
  const asForm = isOn(node, 'asForm')
  return html`<div class="w-card-actions">
    ${
      isNode(cancel)
        ? html`<button
            class="w-button"
            part="button"
            type="button"
            data-color="secondary"
            data-variant="outline"
            data-size="md"
            @click=${click(cancel['action'])}
          >
            ${said(cancel, 'label')}
          </button>`
        : nothing
    }
    ${
      isNode(confirm)
        ? html`<button
            class="w-button"
            part="button"
            data-color="primary"
            data-variant="solid"
            data-size="md"
            type=${asForm ? 'submit' : 'button'}
            @click=${asForm ? nothing : click(confirm['action'])}
          >
            ${said(confirm, 'label')}
          </button>`
        : nothing
    }
  </div>`
}

function status(value: unknown, { view }: Context): TemplateResult | typeof nothing {
  if (!isNode(value)) return nothing
  const { favicon, icon: name } = value
  const source =
    typeof favicon === 'string' ? safeImage(favicon, view.thread.allowedImageDomains) : null
  return html`<div class="w-status">
    ${
      source !== null
        ? html`<img
            src=${source}
            alt=""
            ?data-frame=${isOn(value, 'frame')}
            referrerpolicy="no-referrer"
          />`
        : typeof name === 'string'
          ? icon(name)
          : nothing
    }<span dir="auto">${said(value, 'text')}</span>
  </div>`
}

const listView: Draw = (node, context, children) => {
  const all = nodesOf(node['children'])
  const limit = rowsOf(node['limit'], all.length)
  const { host, place, view } = context
  const shown = host.isOpen(place) ? all : all.slice(0, limit)
  const keys = keysOf(all)
  return html`<div class="w-list-box" part="list">
    ${status(node['status'], context)}
    <ul class="w-list">
      ${repeat(
        shown,
        (_child, at) => keys[at],
        (child, at) => listItem(child, context, keys[at] ?? '', children),
      )}
    </ul>
    ${
      shown.length === all.length
        ? nothing
        : html`<button class="w-more" type="button" @click=${(event: Event) => more(event, context)}>
            ${view.t('showAll')}<span class="count">${new Intl.NumberFormat(view.locale).format(all.length - limit)}</span>
          </button>`
    }
  </div>`
}

function rowsOf(limit: unknown, all: number): number {
  if (limit === 'auto') return all <= AUTO_ROWS + 1 ? all : AUTO_ROWS
  return typeof limit === 'number' && limit >= 1 ? Math.floor(limit) : all
}

/** The button goes: the focus moves on to the first row that it has brought. */
function more(event: Event, { host, place }: Context): void {
  const list = (event.currentTarget as HTMLElement).previousElementSibling
  const before = list?.children.length ?? 0
  host.toggle(place)
  const row = list?.children[before]?.firstElementChild
  if (!(row instanceof HTMLElement)) return
  if (!(row instanceof HTMLButtonElement)) row.tabIndex = -1
  row.focus()
}

/** The whole row is a button below its content; a control in it stands above and keeps its own meaning. */
function listItem(node: Node, context: Context, key: string, draw: Children): TemplateResult {
  const look = styles({ gap: spacing(node['gap']), 'align-items': align(node['align']) })
  const children =
    node['type'] === 'ListViewItem' ? draw(node, key) : draw({ children: [node] }, key)
  const action = node['onClickAction']
  if (!isAction(action))
    return html`<li class="w-item"><div class="w-line" ${look}>${children}</div></li>`
  const words = placeId({ ...context, place: `${context.place}/${key}` }, 'row')
  const click = (event: Event): void => {
    if (!isRepeat(event, action))
      void fire(action, event.currentTarget as HTMLElement, context, { usual: 'self' })
  }
  return html`<li class="w-item" data-clickable>
    <button class="w-hit" type="button" aria-labelledby=${words} @click=${click}></button>
    <div class="w-line" id=${words} ${look}>${children}</div>
  </li>`
}

export const roots: Record<string, Draw> = {
  Card: card,
  ListView: listView,
  ListViewItem: (node, context, children) =>
    html`<ul class="w-list">
      ${listItem(node, context, '', children)}
    </ul>`,
}
