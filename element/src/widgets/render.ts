/** Chooses how a component is drawn; one that we do not know shows its children, or that it cannot be shown. */
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { boxes } from './boxes'
import { button } from './button'
import { chart } from './chart'
import { choices } from './choices'
import { datePicker } from './date-picker'
import { fields } from './fields'
import { media } from './media'
import { isNode, keysOf, type Context, type Draw, type Node } from './node'
import { roots } from './roots'
import { select } from './select'
import { tables } from './table'
import { texts } from './texts'

/** Deeper than any sane widget, shallower than the stack. */
const MAX_DEPTH = 40

export const components: Readonly<Record<string, Draw>> = {
  ...roots,
  ...boxes,
  ...tables,
  ...texts,
  ...media,
  ...fields,
  ...choices,
  Button: button,
  Chart: chart,
  DatePicker: datePicker,
  Select: select,
}

export function renderNode(node: Node, context: Context, depth = 0): unknown {
  if (depth > MAX_DEPTH || !isNode(node)) return nothing
  const children = (of: Node = node, key = ''): unknown =>
    renderChildren(of['children'], key === '' ? context : inner(context, key), depth + 1)
  const type = String(node['type'])
  const draw = Object.hasOwn(components, type) ? components[type] : undefined
  if (draw !== undefined) return draw(node, context, children)
  if (node['children'] !== undefined) return html`<div class="w-col">${children()}</div>`
  return html`<p class="w-unknown">${context.view.t('unknownWidget')}</p>`
}

function inner(context: Context, key: string): Context {
  return { ...context, place: `${context.place}/${key}` }
}

/** Children keep their elements, and with them focus and what was typed, when others come and go around them. */
function renderChildren(value: unknown, context: Context, depth: number): unknown {
  const list = Array.isArray(value) ? (value as unknown[]) : value == null ? [] : [value]
  const keys = keysOf(list)
  return repeat(
    list,
    (_child, at) => keys[at],
    (child, at) => renderNode(child as Node, inner(context, keys[at] ?? ''), depth),
  )
}
