import { html, nothing } from 'lit'
import { icon, labelledByRow } from '../views/dom'
import { fieldId, fire, isAction } from './actions'
import type { Draw } from './render'
import type { Node } from './style'

const COLOURS = [
  'primary',
  'secondary',
  'info',
  'discovery',
  'success',
  'caution',
  'warning',
  'danger',
]
const VARIANTS = ['solid', 'soft', 'outline', 'ghost']
const SIZES = ['3xs', '2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl']

function pick(value: unknown, known: readonly string[], usual: string): string {
  return known.includes(String(value)) ? String(value) : usual
}

function buttonClass(node: Node): string {
  const style = node['style'] === 'primary' ? 'primary' : 'secondary'
  const colour = pick(node['color'], COLOURS, style)
  const variant = pick(node['variant'], VARIANTS, colour === 'secondary' ? 'outline' : 'solid')
  const flags = ['pill', 'uniform', 'block'].filter((flag) => node[flag] === true)
  return ['w-button', colour, variant, `size-${pick(node['size'], SIZES, 'lg')}`, ...flags].join(
    ' ',
  )
}

const button: Draw = (node, context) => {
  const action = node['onClickAction']
  const submit = node['submit'] === true
  const click = (event: Event): void => {
    const source = event.currentTarget as HTMLButtonElement
    if (submit && source.form?.reportValidity() === false) return
    void fire(action, source, context, 'self')
  }
  const label = String(node['label'] ?? '')
  return html`<button
    class=${buttonClass(node)}
    type=${submit ? 'submit' : 'button'}
    data-own-action=${isAction(action)}
    ?disabled=${node['disabled'] === true}
    aria-label=${label === '' ? String(node['iconStart'] ?? node['iconEnd'] ?? '') : nothing}
    @click=${isAction(action) ? click : nothing}
  >
    ${node['iconStart'] ? icon(String(node['iconStart'])) : nothing}${label === '' ? nothing : html`<span>${label}</span>`}
    ${node['iconEnd'] ? icon(String(node['iconEnd'])) : nothing}
  </button>`
}

const checkbox: Draw = (node, context) => {
  const name = String(node['name'])
  const change = (event: Event): void => {
    const box = event.currentTarget as HTMLInputElement
    void fire(node['onChangeAction'], box, context, 'self', { [name]: box.checked })
  }
  return html`<label class="w-check">
    <input
      type="checkbox"
      name=${name}
      .checked=${node['defaultChecked'] === true}
      ?disabled=${node['disabled'] === true}
      ?required=${node['required'] === true}
      ${node['label'] ? nothing : labelledByRow()}
      @change=${change}
    />
    ${node['label'] ? html`<span>${node['label']}</span>` : nothing}
  </label>`
}

type Option = { label: string; value: string; disabled?: boolean }
const optionsOf = (node: Node): Option[] =>
  Array.isArray(node['options']) ? (node['options'] as Option[]) : []

const radioGroup: Draw = (node, context) => {
  const name = String(node['name'])
  const change = (event: Event): void => {
    const radio = event.target as HTMLInputElement
    void fire(node['onChangeAction'], radio, context, 'none', { [name]: radio.value })
  }
  return html`<div
    role="radiogroup"
    class=${node['direction'] === 'col' ? 'w-col' : 'w-row wrap'}
    aria-label=${String(node['ariaLabel'] ?? name)}
    @change=${change}
  >
    ${optionsOf(node).map(
      (option) =>
        html`<label class="w-check">
          <input
            type="radio"
            name=${name}
            value=${option.value}
            .checked=${option.value === node['defaultValue']}
            ?disabled=${node['disabled'] === true || option.disabled === true}
            ?required=${node['required'] === true}
          />
          <span>${option.label}</span></label
        >`,
    )}
  </div>`
}

const select: Draw = (node, context) => {
  const name = String(node['name'])
  const change = (event: Event): void => {
    const source = event.currentTarget as HTMLSelectElement
    void fire(node['onChangeAction'], source, context, 'none', { [name]: source.value })
  }
  const chosen = node['defaultValue']
  const blank = chosen === undefined || chosen === null || node['clearable'] === true
  return html`<select
    class="field ${node['pill'] === true ? 'pill' : ''} ${node['block'] === true ? 'block' : ''}"
    id=${fieldId(context, name)}
    name=${name}
    aria-label=${String(node['placeholder'] ?? name)}
    ?disabled=${node['disabled'] === true}
    @change=${change}
  >
    ${blank ? html`<option value="">${String(node['placeholder'] ?? context.view.t('select'))}</option>` : nothing}
    ${optionsOf(node).map(
      (option) =>
        html`<option
          value=${option.value}
          ?selected=${option.value === chosen}
          ?disabled=${option.disabled === true}
        >
          ${option.label}
        </option>`,
    )}
  </select>`
}

export const controls: Record<string, Draw> = {
  Button: button,
  Checkbox: checkbox,
  RadioGroup: radioGroup,
  Select: select,
}
