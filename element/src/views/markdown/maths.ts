/** Formulas; the part that sets them comes when the first one is there, and until then their source stands. */
import { html, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import { part, peek } from '../../lazy'

/** The lazy part; null for what is not a formula. */
type MathsPart = { render(tex: string, display: boolean): Element | null }

class FormulaDirective extends AsyncDirective {
  #tex = ''
  #display = false
  #drawn: unknown = undefined

  render(tex: string, display: boolean): unknown {
    if (tex === this.#tex && display === this.#display && this.#drawn !== undefined)
      return this.#drawn
    this.#tex = tex
    this.#display = display
    const maths = peek<MathsPart>('maths')
    if (maths === null) void this.#wait()
    return (this.#drawn = maths?.render(tex, display) ?? source(tex, display))
  }

  async #wait(): Promise<void> {
    const maths = await part<MathsPart>('maths').catch(() => null)
    const drawn = maths?.render(this.#tex, this.#display) ?? null
    if (drawn === null) return
    this.#drawn = drawn
    this.setValue(drawn)
  }
}

export const formula = directive(FormulaDirective) as (
  tex: string,
  display: boolean,
) => TemplateResult

function source(tex: string, display: boolean): TemplateResult {
  return html`<code class=${display ? 'tex display' : 'tex'}>${tex}</code>`
}
