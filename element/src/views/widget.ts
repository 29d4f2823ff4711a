/** A place for a widget: what draws it is a part of its own, fetched when the first one comes. */
import { html, type TemplateResult } from 'lit'
import type { WidgetItem } from '../events'
import { peek } from '../lazy'
import type { WidgetsPart } from '../parts/widgets'
import { shared } from '../shared'
import type { View } from './view'

type Built = { default: (borrowed: typeof shared) => WidgetsPart }

const NAME = 'widgets'
let drawing: { built: Built; with: WidgetsPart } | null = null

export function widgetItem(item: WidgetItem, view: View): TemplateResult {
  const part = widgetsPart()
  if (part !== null) return part.widgetItem(item, view)
  const text = item.copy_text ?? ''
  return html`<div class="widget w-waiting" part="widget" role="group" aria-busy="true">
    ${text === '' ? view.t('loading') : text}
  </div>`
}

/** Gives a page's root the style of what was drawn in it: before its last sheet, which adapts everything to print, motion and contrast. */
export function adoptSheets(root: ShadowRoot): void {
  const more = drawing?.with.sheets ?? []
  // Nothing can be adopted in a test's DOM.
  const ours = root.adoptedStyleSheets as CSSStyleSheet[] | undefined
  if (ours === undefined || more.every((sheet) => ours.includes(sheet))) return
  root.adoptedStyleSheets = [...ours.slice(0, -1), ...more, ...ours.slice(-1)]
}

function widgetsPart(): WidgetsPart | null {
  const built = peek<Built>(NAME)
  if (built === null) return null
  if (drawing?.built !== built) drawing = { built, with: built.default(shared) }
  return drawing.with
}
