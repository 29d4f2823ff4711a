/** `markdown(text, final, context)`: draws Markdown that grows; finished blocks are drawn once. */
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import type { Citations, MarkdownContext } from './context'
import { GrowingText } from './growing'

export { copyButton } from './code'
export type { Citations, MarkdownContext } from './context'

/** Milliseconds; a text whose open end takes longer to draw is drawn less often. */
const SLOW = 10
/** Such a text gets one part in this many of the time. */
const SHARE = 4

class MarkdownDirective extends AsyncDirective {
  readonly #growing = new GrowingText()
  #notBefore = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  render(
    text: string,
    final: boolean,
    context: MarkdownContext,
    citations: Citations | null = null,
  ): HTMLElement {
    const draw = (): void => this.#draw(text, final, context, citations)
    clearTimeout(this.#timer)
    const wait = final ? 0 : this.#notBefore - performance.now()
    if (wait <= 0) draw()
    else this.#timer = setTimeout(draw, wait)
    return this.#growing.host
  }

  protected override disconnected(): void {
    this.#growing.setConnected(false)
  }

  protected override reconnected(): void {
    this.#growing.setConnected(true)
  }

  #draw(...how: Parameters<GrowingText['draw']>): void {
    const began = performance.now()
    this.#growing.draw(...how)
    const took = performance.now() - began
    this.#notBefore = took > SLOW ? began + took * SHARE : 0
  }
}

export const markdown = directive(MarkdownDirective)
