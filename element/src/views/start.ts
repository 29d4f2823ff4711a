import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './dom'
import { heading } from './heading'
import type { View } from './view'

export function startScreen(view: View): TemplateResult {
  const { greeting, prompts = [] } = view.options.startScreen ?? {}
  return html`<div class="start" part="start-screen">
    ${heading(view.headingLevel + 1, 'greeting', html`<span dir="auto">${greeting ?? view.t('greeting')}</span>`)}
    ${
      prompts.length === 0
        ? nothing
        : html`<ul class="prompts" aria-label=${view.t('prompts')}>
            ${prompts.map(
              (prompt) =>
                html`<li>
                  <button
                    type="button"
                    class="prompt"
                    part="prompt"
                    @click=${() => view.do.prompt(promptContent(prompt.prompt))}
                  >
                    ${icon(prompt.icon ?? 'sparkle')}<span dir="auto">${prompt.label}</span>
                  </button>
                </li>`,
            )}
          </ul>`
    }
  </div>`
}

type Prompt = NonNullable<NonNullable<View['options']['startScreen']>['prompts']>[number]['prompt']

function promptContent(prompt: Prompt): Parameters<View['do']['prompt']>[0] {
  if (typeof prompt === 'string') return prompt
  return prompt.map((part) =>
    part.type === 'input_tag' ? { ...part, data: part.data ?? {} } : part,
  )
}
