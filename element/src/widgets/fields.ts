import { html, nothing } from 'lit'
import { fieldId, fire } from './actions'
import type { Draw } from './render'
import type { Node } from './style'

const KINDS = ['number', 'email', 'text', 'password', 'tel', 'url']

const said = (node: Node, name: string): string => String(node[name] ?? '')
const optional = (node: Node, name: string): string | typeof nothing =>
  node[name] === undefined || node[name] === null ? nothing : String(node[name])

const input: Draw = (node, context) => {
  const kind = KINDS.includes(said(node, 'inputType')) ? said(node, 'inputType') : 'text'
  return html`<input
    class="field ${node['pill'] === true ? 'pill' : ''}"
    type=${kind}
    id=${fieldId(context, said(node, 'name'))}
    name=${said(node, 'name')}
    .value=${said(node, 'defaultValue')}
    placeholder=${said(node, 'placeholder')}
    pattern=${optional(node, 'pattern')}
    aria-label=${said(node, 'placeholder') || said(node, 'name')}
    ?required=${node['required'] === true}
    ?disabled=${node['disabled'] === true}
  />`
}

const textarea: Draw = (node, context) =>
  html`<textarea
    class="field"
    id=${fieldId(context, said(node, 'name'))}
    name=${said(node, 'name')}
    rows=${Number(node['rows']) || 3}
    .value=${said(node, 'defaultValue')}
    placeholder=${said(node, 'placeholder')}
    aria-label=${said(node, 'placeholder') || said(node, 'name')}
    ?required=${node['required'] === true}
    ?disabled=${node['disabled'] === true}
  ></textarea>`

/** A date in its own words: what comes may be an instant, what the control wants is a day. */
function day(value: unknown): string | typeof nothing {
  return /^\d{4}-\d\d-\d\d/.exec(String(value ?? ''))?.[0] ?? nothing
}

const datePicker: Draw = (node, context) => {
  const name = said(node, 'name')
  const change = (event: Event): void => {
    const source = event.currentTarget as HTMLInputElement
    void fire(node['onChangeAction'], source, context, 'none', { [name]: source.value })
  }
  const value = day(node['defaultValue'])
  return html`<input
    class="field ${node['pill'] === true ? 'pill' : ''} ${node['block'] === true ? 'block' : ''}"
    type="date"
    id=${fieldId(context, name)}
    name=${name}
    .value=${value === nothing ? '' : value}
    min=${day(node['min'])}
    max=${day(node['max'])}
    aria-label=${said(node, 'placeholder') || context.view.t('pickDate')}
    ?disabled=${node['disabled'] === true}
    @change=${change}
  />`
}

export const fields: Record<string, Draw> = {
  Input: input,
  Textarea: textarea,
  DatePicker: datePicker,
}
