/** Questions of the assistant that take the composer's place until they are answered or skipped. */
import { html, nothing, type TemplateResult } from 'lit'
import type { StructuredAnswer, StructuredInput, StructuredQuestion } from '../events'
import type { View } from './view'

export function pendingInput(view: View): StructuredInput | null {
  const last = view.thread.entries.findLast((entry) => entry.type === 'structured_input')
  return last?.type === 'structured_input' && last.status === 'pending' ? last : null
}

export function questions(item: StructuredInput, view: View): TemplateResult {
  const { t } = view
  const submit = (event: Event): void => {
    event.preventDefault()
    if (view.streaming) return
    const data = new FormData(event.currentTarget as HTMLFormElement)
    view.do.answer(item.id, 'answered', answersOf(item, data))
  }
  return html`<div class="composer-area">
    <form class="composer questions" part="questions" @submit=${submit}>
      <div class="questions-list">
        ${item.inputs.map((input, at) => question(input, at, item.inputs.length, view))}
      </div>
      <div class="composer-row">
        <button
          class="text-button"
          type="button"
          ?disabled=${view.streaming}
          @click=${() => view.do.answer(item.id, 'skipped', skipAll(item))}
        >
          ${t('skip')}
        </button>
        <button class="button primary" type="submit" ?disabled=${view.streaming}>
          ${t('submitAnswers')}
        </button>
      </div>
    </form>
  </div>`
}

function question(
  input: StructuredQuestion,
  at: number,
  count: number,
  view: View,
): TemplateResult {
  return html`<fieldset>
    <legend>
      ${count > 1 ? html`<small>${view.t('question', { number: at + 1, count })}</small>` : nothing}
      <span dir="auto">${input.question}</span>
    </legend>
    ${input.type === 'multiple_choice' ? choices(input, view) : freeform(input)}
  </fieldset>`
}

function choices(
  input: Extract<StructuredQuestion, { type: 'multiple_choice' }>,
  { t }: View,
): TemplateResult {
  const kind = input.multiple ? 'checkbox' : 'radio'
  return html`${(input.options ?? []).map(
    (option) =>
      html`<label class="choice"
          ><input type=${kind} name=${input.id} value=${option.value} /><span
            >${option.value}</span
          ></label
        >`,
  )}
    <input
      class="field"
      dir="auto"
      name=${`${input.id}:own`}
      placeholder=${t('ownAnswerHint')}
      aria-label=${`${input.question} ${t('ownAnswer')}`}
    />`
}

/** Also for a kind of question that we do not know: words can answer anything. */
function freeform(input: Extract<StructuredQuestion, { type: 'freeform' }>): TemplateResult {
  return html`${input.description ? html`<p class="hint">${input.description}</p>` : nothing}
    <textarea
      class="field"
      dir="auto"
      name=${`${input.id}:own`}
      rows="2"
      aria-label=${input.question}
    ></textarea>`
}

type Answers = Record<string, StructuredAnswer>

/** A typed answer stands beside several choices, and instead of a single one. */
function answersOf(item: StructuredInput, data: FormData): Answers {
  return Object.fromEntries(
    item.inputs.map((input) => {
      const own = String(data.get(`${input.id}:own`) ?? '').trim()
      const chosen = data.getAll(input.id).map(String)
      const several = input.type === 'multiple_choice' && input.multiple === true
      const values = own === '' ? chosen : several ? [...chosen, own] : [own]
      return [input.id, { values, skipped: values.length === 0 }]
    }),
  )
}

function skipAll(item: StructuredInput): Answers {
  return Object.fromEntries(item.inputs.map((input) => [input.id, { values: [], skipped: true }]))
}
