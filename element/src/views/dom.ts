/** Small directives that keep to a strict content security policy: no inline style attributes, no innerHTML. */
import { noChange, type ElementPart } from 'lit'
import { directive, Directive, PartType, type PartInfo } from 'lit/directive.js'
import { drawIcon } from './icons'

export type Styles = Readonly<Record<string, string | null | undefined>>

class StylesDirective extends Directive {
  #set = new Set<string>()

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('styles() belongs on an element.')
  }

  render(_styles: Styles): typeof noChange {
    return noChange
  }

  /** Writes through the object model: a style attribute would need `unsafe-inline`. */
  override update(part: ElementPart, [styles]: [Styles]): typeof noChange {
    const { style } = part.element as HTMLElement
    for (const name of this.#set) if (styles[name] == null) style.removeProperty(name)
    this.#set.clear()
    for (const [name, value] of Object.entries(styles)) {
      if (value == null) continue
      style.setProperty(name, value)
      this.#set.add(name)
    }
    return noChange
  }
}

export const styles = directive(StylesDirective)

class IconDirective extends Directive {
  #name: string | null = null

  render(name: string): SVGSVGElement | typeof noChange {
    if (name === this.#name) return noChange
    this.#name = name
    return drawIcon(name)
  }
}

/** An icon of the published names; always decoration, so the control around it carries the words. */
export const icon = directive(IconDirective)

class RowLabelDirective extends Directive {
  render(): typeof noChange {
    return noChange
  }

  /** The row is complete only after this part of it: its words are read a moment later. */
  override update({ element }: ElementPart): typeof noChange {
    queueMicrotask(() => {
      const words = element
        .closest('.w-item, .w-row')
        ?.querySelector('.w-text, .w-title')?.textContent
      if (words) element.setAttribute('aria-label', words)
    })
    return noChange
  }
}

/** Names a control after the row it stands in, when it has no label of its own. */
export const labelledByRow = directive(RowLabelDirective)
