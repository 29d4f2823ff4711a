import { html, nothing, type TemplateResult } from 'lit'
import type { WidgetItem } from '../events'
import type { View } from '../views/view'
import { widgetHost } from './host'
import type { Node } from './node'

/** A widget of the conversation, with everything that can be done in it. */
export function widgetItem(item: WidgetItem, view: View): TemplateResult {
  const { theme } = item.widget as unknown as Node
  const scheme = theme === 'light' || theme === 'dark' ? theme : nothing
  return html`<div class="widget w-root" part="widget" role="group" data-scheme=${scheme}>
    ${widgetHost(item, view)}
  </div>`
}
