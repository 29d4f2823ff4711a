/** Real headings, at the level at which the page wants the element to begin. */
import { html, type TemplateResult } from 'lit'

/**
 * @param level - Of the page's outline; deeper than six is six.
 * @param name - The style's name, and the name of the part.
 */
export function heading(level: number, name: string, words: unknown): TemplateResult {
  switch (Math.min(6, level)) {
    case 1:
      return html`<h1 class=${name} part=${name}>${words}</h1>`
    case 2:
      return html`<h2 class=${name} part=${name}>${words}</h2>`
    case 3:
      return html`<h3 class=${name} part=${name}>${words}</h3>`
    case 4:
      return html`<h4 class=${name} part=${name}>${words}</h4>`
    case 5:
      return html`<h5 class=${name} part=${name}>${words}</h5>`
    default:
      return html`<h6 class=${name} part=${name}>${words}</h6>`
  }
}
