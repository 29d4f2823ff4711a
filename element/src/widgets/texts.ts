import { html, nothing } from 'lit'
import { contextOf } from '../views/context'
import { icon, styles } from '../views/dom'
import { safeImage } from '../views/links'
import { markdown } from '../views/markdown'
import { fieldId } from './actions'
import type { Draw } from './render'
import { block, colour, textStyles, type Node } from './style'

const SIZES = new Set(['xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl', '4xl', '5xl'])

function sizeOf(node: Node, usual: string): string {
  return SIZES.has(String(node['size'])) ? String(node['size']) : usual
}

function clamp(node: Node): string {
  if (node['truncate'] === true) return ' truncate'
  return typeof node['maxLines'] === 'number' ? ' clamp' : ''
}

const value = (node: Node): string => String(node['value'] ?? '')

const text: Draw = (node) => {
  const editable = node['editable']
  if (typeof editable === 'object' && editable !== null) {
    const field = editable as Node
    return html`<input
      class="field bare w-text ${sizeOf(node, 'md')}"
      name=${String(field['name'])}
      .value=${value(node)}
      placeholder=${String(field['placeholder'] ?? '')}
      ?required=${field['required'] === true}
      aria-label=${String(field['placeholder'] ?? field['name'])}
      ${styles(textStyles(node))}
    />`
  }
  return html`<div
    class="w-text ${sizeOf(node, 'md')}${clamp(node)}"
    dir="auto"
    ${styles(textStyles(node))}
    .textContent=${value(node)}
  ></div>`
}

const title: Draw = (node) =>
  html`<div
    role="heading"
    aria-level="3"
    class="w-title ${sizeOf(node, 'md')}${clamp(node)}"
    dir="auto"
    ${styles(textStyles(node))}
    .textContent=${value(node)}
  ></div>`

const caption: Draw = (node) =>
  html`<div
    class="w-caption ${sizeOf(node, 'md')}${clamp(node)}"
    dir="auto"
    ${styles(textStyles(node))}
    .textContent=${value(node)}
  ></div>`

const badge: Draw = (node) => {
  const pick = (name: string, known: string[], usual: string): string =>
    known.includes(String(node[name])) ? String(node[name]) : usual
  const look = pick(
    'color',
    ['secondary', 'success', 'danger', 'warning', 'info', 'discovery'],
    'secondary',
  )
  const variant = pick('variant', ['solid', 'soft', 'outline'], 'soft')
  const size = pick('size', ['sm', 'md', 'lg'], 'sm')
  return html`<span
    class="w-badge ${look} ${variant} ${size}${node['pill'] === true ? ' pill' : ''}"
    >${node['label']}</span
  >`
}

const picture: Draw = (node, { view }) => {
  const source = safeImage(String(node['src'] ?? ''), view.thread.allowedImageDomains)
  if (source === null)
    return node['alt'] ? html`<span class="blocked">${node['alt']}</span>` : nothing
  const fit = ['cover', 'contain', 'fill', 'scale-down', 'none'].includes(String(node['fit']))
    ? String(node['fit'])
    : null
  const position = /^[a-z ]+$/.test(String(node['position'])) ? String(node['position']) : null
  return html`<img
    class=${node['frame'] === true ? 'w-image frame' : 'w-image'}
    src=${source}
    alt=${String(node['alt'] ?? '')}
    loading="lazy"
    referrerpolicy="no-referrer"
    ${styles({ ...block(node), 'object-fit': fit, 'object-position': position })}
  />`
}

const iconNode: Draw = (node) =>
  html`<span class="w-icon ${sizeOf(node, 'md')}" ${styles({ color: colour(node['color']) })}
    >${icon(String(node['name']))}</span
  >`

export const texts: Record<string, Draw> = {
  Text: text,
  Title: title,
  Caption: caption,
  Badge: badge,
  Image: picture,
  Icon: iconNode,
  Markdown: (node, { view }) =>
    html`<div class="prose" dir="auto">
      ${markdown(value(node), node['streaming'] !== true, contextOf(view))}
    </div>`,
  Label: (node, context) =>
    html`<label
      class="w-label ${sizeOf(node, 'sm')}"
      for=${fieldId(context, String(node['fieldName']))}
      ${styles(textStyles(node))}
      >${value(node)}</label
    >`,
}
