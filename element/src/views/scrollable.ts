/** Lets the keyboard reach what is wider than its place; what is not is no stop on its way. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'

class ScrollableDirective extends AsyncDirective {
  #element: HTMLElement | null = null
  #sizes: ResizeObserver | null = null

  render(): typeof noChange {
    return noChange
  }

  override update({ element }: ElementPart): typeof noChange {
    if (this.#element === element) return noChange
    this.#element = element as HTMLElement
    this.#watch()
    return noChange
  }

  protected override disconnected(): void {
    this.#sizes?.disconnect()
  }

  protected override reconnected(): void {
    this.#watch()
  }

  #watch(): void {
    const element = this.#element
    if (element === null || typeof ResizeObserver === 'undefined') return
    this.#sizes?.disconnect()
    this.#sizes = new ResizeObserver(() => this.#look(element))
    this.#sizes.observe(element)
    if (element.firstElementChild !== null) this.#sizes.observe(element.firstElementChild)
  }

  /** Who has the focus keeps it. */
  #look(element: HTMLElement): void {
    const wide = element.scrollWidth > element.clientWidth + 1
    if (wide) element.tabIndex = 0
    else if (!element.matches(':focus')) element.removeAttribute('tabindex')
  }
}

/** `<pre ${scrollable()}>` */
export const scrollable = directive(ScrollableDirective)
