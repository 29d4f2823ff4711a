/** What a page shows of an entity while somebody points at it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { WidgetItem } from '../events'
import { widgetItem } from './widget'
import { popover } from './popover'
import type { View } from './view'

export function entityPreview(view: View): TemplateResult | typeof nothing {
  const { preview } = view.composer
  if (preview === null) return nothing
  const { entity, beside, widget } = preview
  const item: WidgetItem = {
    type: 'widget',
    id: `entity-${entity.id}`,
    thread_id: '',
    created_at: '',
    widget,
  }
  const { keepPreview, closePreview } = view.do.writing
  return html`<div
    class="popover preview"
    role="tooltip"
    aria-label=${entity.title}
    @pointerenter=${keepPreview}
    @pointerleave=${() => view.do.previewEntity(null, null)}
    ${popover({ beside: () => beside, side: 'above', align: 'start', onLeave: closePreview })}
  >
    ${widgetItem(item, view)}
  </div>`
}
