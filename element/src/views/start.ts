import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './dom'
import type { View } from './view'

export function startScreen(view: View): TemplateResult {
  const { greeting, prompts = [] } = view.options.startScreen ?? {}
  return html`<div class="start" part="start-screen">
    <h3 class="greeting">${greeting ?? view.t('greeting')}</h3>
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
                    ${icon(prompt.icon ?? 'sparkle')}<span>${prompt.label}</span>
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
