/** A place for a widget: what draws it is a part of its own, fetched when the first one comes. */
import { html, type ChildPart, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import type { WidgetItem } from '../events'
import { part, peek } from '../lazy'
import type { WidgetsPart } from '../parts/widgets'
import { shared } from '../shared'
import type { View } from './view'

type Built = { default: (borrowed: typeof shared) => WidgetsPart }

const NAME = 'widgets'
let drawing: { built: Built; with: WidgetsPart } | null = null

class PlaceDirective extends AsyncDirective {
  #part: ChildPart | null = null
  #item: WidgetItem | null = null
  #view: View | null = null
  #state: 'new' | 'asked' | 'failed' = 'new'

  render(item: WidgetItem, view: View): TemplateResult {
    this.#item = item
    this.#view = view
    const drawn = widgetsPart()
    if (drawn !== null) return drawn.widgetItem(item, view)
    if (this.#state === 'new') void this.#fetch()
    return waiting(item, view, this.#state === 'failed')
  }

  override update(place: ChildPart, [item, view]: [WidgetItem, View]): TemplateResult {
    this.#part = place
    return this.render(item, view)
  }

  /** Turns that do not change are not drawn again when a part has come: this place draws itself. */
  async #fetch(): Promise<void> {
    this.#state = 'asked'
    await part(NAME).catch(() => (this.#state = 'failed'))
    const [item, view] = [this.#item, this.#view]
    if (!this.isConnected || item === null || view === null) return
    this.setValue(this.render(item, view))
    const root = this.#part?.parentNode.getRootNode()
    if (root instanceof ShadowRoot) adoptSheets(root)
  }

  protected override reconnected(): void {
    if (this.#state !== 'new') void this.#fetch()
  }
}

const place = directive(PlaceDirective)

export function widgetItem(item: WidgetItem, view: View): TemplateResult {
  return html`${place(item, view)}`
}

/** Words that a server gave for the clipboard stand for the widget until it can be drawn, or where it cannot. */
function waiting(item: WidgetItem, view: View, failed: boolean): TemplateResult {
  const words = item.copy_text || view.t(failed ? 'unknownWidget' : 'loading')
  return html`<div class="widget w-waiting" part="widget" role="group" aria-busy=${!failed}>
    ${words}
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
