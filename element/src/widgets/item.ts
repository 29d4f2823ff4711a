import { html, nothing, type TemplateResult } from 'lit'
import type { WidgetItem } from '../events'
import type { View } from '../views/view'
import { renderNode } from './render'
import type { Node } from './style'

/** A widget of the conversation, with everything that can be done in it. */
export function widgetItem(item: WidgetItem, view: View): TemplateResult {
  const root = item.widget as unknown as Node
  const scheme = root['theme'] === 'light' || root['theme'] === 'dark' ? root['theme'] : nothing
  return html`<div class="widget" part="widget" role="group" data-scheme=${scheme}>
    ${renderNode(root, { item, view })}
  </div>`
}
