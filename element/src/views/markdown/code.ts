/** A block of code: its language, a copy button, and its lines. */
import { html, type TemplateResult } from 'lit'
import { icon } from '../dom'
import { scrollable } from '../scrollable'
import { codeLines } from './code-lines'
import type { MarkdownContext } from './context'
import type { Tokens } from './tokens'

export function codeBlock({ lang, text }: Tokens.Code, context: MarkdownContext): TemplateResult {
  const language = /^[^\s{,]*/.exec(lang ?? '')?.[0] ?? ''
  return html`<div class="code" part="code">
    <div class="code-head">
      <span>${language}</span>
      ${copyButton(context.t('copyCode'), context, () => text)}
    </div>
    <pre dir="ltr" ${scrollable()}><code ${codeLines(text, language)}></code></pre>
  </div>`
}

/** A copy button that says for a moment that it worked. */
export function copyButton(
  label: string,
  { t, copy }: Pick<MarkdownContext, 't' | 'copy'>,
  text: () => string,
): TemplateResult {
  const onClick = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement
    if (!(await copy(text()))) return
    button.classList.add('copied')
    button.setAttribute('aria-label', t('copied'))
    setTimeout(() => {
      button.classList.remove('copied')
      button.setAttribute('aria-label', label)
    }, 1500)
  }
  return html`<button
    class="icon-button small copy"
    type="button"
    aria-label=${label}
    title=${label}
    @click=${onClick}
  >
    <span class="before">${icon('copy')}</span><span class="after">${icon('check')}</span>
  </button>`
}
