import { html, nothing } from 'lit'
import { fire } from './actions'
import { fieldId, isOn, nodesOf, said, type Draw } from './node'

export const select: Draw = (node, context) => {
  const name = said(node, 'name')
  return html`<select class="w-control" id=${fieldId(context, name)} name=${name} ?disabled=${isOn(node, 'disabled')}
    @change=${(event: Event) => {
      const source = event.currentTarget as HTMLSelectElement
      void fire(node['onChangeAction'], source, context, {
        usual: 'none',
        own: { [name]: source.value },
      })
    }}>
    ${node['defaultValue'] == null ? html`<option value="">${said(node, 'placeholder') || context.view.t('select')}</option>` : nothing}
    ${nodesOf(node['options']).map((option) => html`<option value=${said(option, 'value')} ?selected=${option['value'] === node['defaultValue']}>${said(option, 'label')}</option>`)}
  </select>`
}
