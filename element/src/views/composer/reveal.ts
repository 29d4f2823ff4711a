/** Keeps the active entry of a list in sight. */
import { noChange, type ElementPart } from 'lit'
import { directive, Directive } from 'lit/directive.js'

class RevealDirective extends Directive {
  #active = false

  render(_active: boolean): typeof noChange {
    return noChange
  }

  override update({ element }: ElementPart, [active]: [boolean]): typeof noChange {
    if (active && !this.#active)
      queueMicrotask(() => element.scrollIntoView?.({ block: 'nearest' }))
    this.#active = active
    return noChange
  }
}

export const reveal = directive(RevealDirective)
