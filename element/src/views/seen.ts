/** Acts when an element scrolls into view. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive, PartType, type PartInfo } from 'lit/directive.js'

class SeenDirective extends AsyncDirective {
  #observer: IntersectionObserver | null = null
  #element: Element | null = null
  #act: () => void = () => undefined
  #turn: unknown = undefined

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('whenSeen() belongs on an element.')
  }

  render(_act: () => void, _turn: unknown): typeof noChange {
    return noChange
  }

  /** @param turn - When it changes, an element that is still in view counts as seen anew. */
  override update({ element }: ElementPart, [act, turn]: [() => void, unknown]): typeof noChange {
    this.#act = act
    if (this.#observer !== null && turn === this.#turn) return noChange
    this.#turn = turn
    this.#element = element
    this.#watch()
    return noChange
  }

  #watch(): void {
    this.#observer?.disconnect()
    if (typeof IntersectionObserver === 'undefined' || this.#element === null) return
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#act()
    })
    this.#observer.observe(this.#element)
  }

  protected override disconnected(): void {
    this.#observer?.disconnect()
    this.#observer = null
  }

  protected override reconnected(): void {
    this.#watch()
  }
}

export const whenSeen = directive(SeenDirective)
