/** Images in a text: a model's words must not make a browser call just anybody. */
import { html, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import { icon } from '../dom'
import { hostOf, imageRule } from '../links'
import type { Scope } from './context'
import { decode } from './decode'
import type { Tokens } from './tokens'

export function image({ href, text, title }: Tokens.Image, { context }: Scope): TemplateResult {
  const { source, rule } = imageRule(decode(href), context.domains, context.home)
  const alt = decode(text)
  if (rule === 'show') return picture(source, alt, title ?? null)
  const host = hostOf(source)
  if (rule === 'ask') return html`${asked(source, alt, context.t('showImage', { host }))}`
  return html`<span class="blocked">${alt || context.t('blockedImage', { host })}</span>`
}

function picture(source: string, alt: string, title: string | null): TemplateResult {
  return html`<img
    src=${source}
    alt=${alt}
    title=${title ?? ''}
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
  />`
}

class AskedDirective extends AsyncDirective {
  #shown: string | null = null

  render(source: string, alt: string, label: string): TemplateResult {
    if (this.#shown === source) return picture(source, alt, null)
    const show = (): void => {
      this.#shown = source
      this.setValue(picture(source, alt, null))
    }
    return html`<button class="ask-image" type="button" @click=${show}>
      ${icon('square-image')}<span>${alt}</span><small>${label}</small>
    </button>`
  }
}

/** An image that is fetched when the person says so. */
const asked = directive(AskedDirective)
