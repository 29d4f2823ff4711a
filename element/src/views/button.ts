/** A button that is an icon: its words are for those who cannot see it, and for the pointer that rests on it. */
import { html, type TemplateResult } from 'lit'
import { icon } from './dom'

export const SMALL = 'icon-button small'

export function iconButton(
  look: string,
  name: string,
  label: string,
  run: () => void,
  disabled = false,
): TemplateResult {
  return html`<button
    type="button"
    class=${look}
    aria-label=${label}
    title=${label}
    ?disabled=${disabled}
    @click=${run}
  >
    ${icon(name)}
  </button>`
}
