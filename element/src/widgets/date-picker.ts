import { html } from 'lit'
import { fire } from './actions'
import { fieldId, isOn, said, type Draw } from './node'

export const datePicker: Draw = (node, context) => {
  const name = said(node, 'name')
  return html`<input type="date" class="w-control" id=${fieldId(context, name)} name=${name} .value=${said(node, 'defaultValue').slice(0, 10)} ?disabled=${isOn(node, 'disabled')}
    @change=${(event: Event) => {
      const source = event.currentTarget as HTMLInputElement
      void fire(node['onChangeAction'], source, context, {
        usual: 'none',
        own: { [name]: source.value },
      })
    }} />`
}
