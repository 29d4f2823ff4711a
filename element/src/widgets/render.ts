/** Chooses how a component is drawn; one that we do not know shows its children, or that it cannot be shown. */
import { html, type TemplateResult, nothing } from 'lit'
import type { Context } from './actions'
import { containers } from './containers'
import { controls } from './controls'
import { fields } from './fields'
import type { Node } from './style'
import { texts } from './texts'

/** @param children - Draws the children of a node; of this one, when none is named. */
export type Draw = (
  node: Node,
  context: Context,
  children: (of?: Node) => unknown,
) => TemplateResult | typeof nothing

/** Deeper than any sane widget, shallower than the stack. */
const MAX_DEPTH = 40

const components: Readonly<Record<string, Draw>> = {
  ...containers,
  ...texts,
  ...controls,
  ...fields,
}

export function renderNode(node: Node, context: Context, depth = 0): unknown {
  if (depth > MAX_DEPTH || typeof node !== 'object' || node === null) return nothing
  const children = (of: Node = node): unknown => renderChildren(of['children'], context, depth + 1)
  const draw = Object.hasOwn(components, String(node['type']))
    ? components[String(node['type'])]
    : undefined
  if (draw !== undefined) return draw(node, context, children)
  if (node['children'] !== undefined) return html`<div class="w-col">${children()}</div>`
  return html`<p class="w-unknown">${context.view.t('unknownWidget')}</p>`
}

function renderChildren(value: unknown, context: Context, depth: number): unknown {
  const list = Array.isArray(value)
    ? (value as unknown[])
    : value === undefined || value === null
      ? []
      : [value]
  return list.map((child) => renderNode(child as Node, context, depth))
}
