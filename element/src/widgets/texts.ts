import { html } from 'lit'
import { contextOf } from '../views/context'
import { styles } from '../views/dom'
import { markdown } from '../views/markdown'
import { editable } from './fields'
import { fieldId, isNode, isOn, pick, said, type Draw, type Node } from './node'
import { streamText } from './stream-text'
import { textStyles } from './style'

const TEXT_SIZES = ['xs', 'sm', 'md', 'lg', 'xl'] as const
const TITLE_SIZES = ['sm', 'md', 'lg', 'xl', '2xl', '3xl', '4xl', '5xl'] as const
const CAPTION_SIZES = ['sm', 'md', 'lg'] as const

function clip(node: Node): string {
  if (isOn(node, 'truncate')) return 'truncate'
  return typeof node['maxLines'] === 'number' ? 'clamp' : ''
}

const text: Draw = (node, context) => {
  const size = pick(node['size'], TEXT_SIZES, 'md')
  if (isNode(node['editable'])) return editable(node, node['editable'], size, context)
  return html`<div
    class="w-text ${clip(node)}"
    data-size=${size}
    dir="auto"
    ${styles(textStyles(node))}
    ${streamText(said(node, 'value'), isOn(node, 'streaming'))}
  ></div>`
}

const title: Draw = (node, { view }) =>
  html`<div
    role="heading"
    aria-level=${Math.min(6, view.headingLevel + 1)}
    class="w-title ${clip(node)}"
    data-size=${pick(node['size'], TITLE_SIZES, 'md')}
    dir="auto"
    ${styles(textStyles(node))}
    .textContent=${said(node, 'value')}
  ></div>`

const caption: Draw = (node) =>
  html`<div
    class="w-caption ${clip(node)}"
    data-size=${pick(node['size'], CAPTION_SIZES, 'md')}
    dir="auto"
    ${styles(textStyles(node))}
    .textContent=${said(node, 'value')}
  ></div>`

const label: Draw = (node, context) =>
  html`<label
    class="w-label"
    id="${fieldId(context, said(node, 'fieldName'))}-label"
    data-size=${pick(node['size'], TEXT_SIZES, 'sm')}
    for=${fieldId(context, said(node, 'fieldName'))}
    ${styles(textStyles(node))}
    >${said(node, 'value')}</label
  >`

export const texts: Record<string, Draw> = {
  Text: text,
  Title: title,
  Caption: caption,
  Label: label,
  Markdown: (node, { view }) =>
    html`<div class="prose" dir="auto">
      ${markdown(said(node, 'value'), !isOn(node, 'streaming'), contextOf(view))}
    </div>`,
}
