/** Files may be dropped anywhere on the element; the box shows that it takes them. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'

type Take = ((files: File[]) => void) | null

class DropDirective extends AsyncDirective {
  #form: HTMLElement | null = null
  #take: Take = null
  #abort: AbortController | null = null
  /** Elements that the drag is inside of: each of them hears it come and go. */
  #depth = 0

  render(_take: Take, _enabled: boolean): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [take, enabled]: [Take, boolean]): typeof noChange {
    this.#form = part.element as HTMLElement
    this.#take = enabled ? take : null
    if (this.#abort === null) queueMicrotask(() => this.#watch())
    return noChange
  }

  protected override disconnected(): void {
    this.#abort?.abort()
    this.#abort = null
  }

  protected override reconnected(): void {
    queueMicrotask(() => this.#watch())
  }

  #watch(): void {
    const root = this.#form?.getRootNode()
    if (this.#abort !== null || !(root instanceof ShadowRoot)) return
    this.#abort = new AbortController()
    const { signal } = this.#abort
    const on = (name: string, act: (event: DragEvent) => void): void =>
      root.host.addEventListener(name, (event) => this.#heard(event as DragEvent, act), { signal })
    on('dragenter', () => this.#show(this.#depth + 1))
    on('dragleave', () => this.#show(this.#depth - 1))
    on('dragover', (event) => event.preventDefault())
    on('drop', (event) => {
      this.#show(0)
      if (event.defaultPrevented) return
      event.preventDefault()
      this.#take?.([...(event.dataTransfer?.files ?? [])])
    })
  }

  #heard(event: DragEvent, act: (event: DragEvent) => void): void {
    if (this.#take !== null && event.dataTransfer?.types.includes('Files') === true) act(event)
  }

  #show(depth: number): void {
    this.#depth = Math.max(0, depth)
    this.#form?.toggleAttribute('data-dropping', this.#depth > 0)
  }
}

export const dropTarget = directive(DropDirective)
