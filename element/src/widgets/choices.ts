/** Boxes to tick and one of several. */
import { html, nothing } from 'lit'
import { labelledByRow } from '../views/dom'
import { initial } from './initial'
import { fieldId, isOn, nodesOf, said, type Draw } from './node'
import { fire, isAction } from './actions'
import { fieldProblem, nameOf, problemId } from './fields'
import { recheck } from './validation'

const checkbox: Draw = (node, context) => {
  const name = said(node, 'name')
  const label = said(node, 'label')
  const action = node['onChangeAction']
  const change = (event: Event): void => {
    const box = event.currentTarget as HTMLInputElement
    const { checked } = box
    recheck(event, context)
    void fire(action, box, context, {
      usual: 'self',
      own: { [name]: checked },
      revert: () => (box.checked = !checked),
    })
  }
  return html`<div class="w-field" data-choice>
    <label class="w-check">
      <input
        type="checkbox"
        id=${fieldId(context, name)}
        name=${name}
        ${initial(isOn(node, 'defaultChecked'), isAction(action))}
        ?disabled=${isOn(node, 'disabled')}
        ?required=${isOn(node, 'required')}
        aria-invalid=${context.host.problemOf(name) !== null}
        aria-describedby=${problemId(context, name)}
        ${label === '' && !context.host.labelled.has(name) ? labelledByRow() : nothing}
        @change=${change}
      />
      ${label === '' ? nothing : html`<span dir="auto">${label}</span>`}
    </label>
    ${fieldProblem(context, name)}
  </div>`
}

/** To the browser, two groups of one conversation must not be one group: their names are the widget's own. */
const radioGroup: Draw = (node, context) => {
  const name = said(node, 'name')
  const action = node['onChangeAction']
  const change = (event: Event): void => {
    const radio = event.currentTarget as HTMLInputElement
    recheck(event, context)
    void fire(action, radio, context, { usual: 'none', own: { [name]: radio.value } })
  }
  const label = said(node, 'ariaLabel')
  return html`<div class="w-field">
    <div
      role="radiogroup"
      class="w-choices"
      data-direction=${node['direction'] === 'col' ? 'col' : 'row'}
      aria-label=${label || nameOf(node, context)}
      aria-required=${isOn(node, 'required')}
      aria-describedby=${problemId(context, name)}
    >
      ${nodesOf(node['options']).map(
        (option, at) =>
          html`<label class="w-check">
            <input
              type="radio"
              id=${at === 0 ? fieldId(context, name) : nothing}
              name="${fieldId(context, name)}-one"
              data-field=${name}
              value=${said(option, 'value')}
              ${initial(said(option, 'value') === said(node, 'defaultValue') && node['defaultValue'] != null, isAction(action))}
              ?disabled=${isOn(node, 'disabled') || isOn(option, 'disabled')}
              ?required=${isOn(node, 'required')}
              @change=${change}
            />
            <span dir="auto">${said(option, 'label')}</span></label
          >`,
      )}
    </div>
    ${fieldProblem(context, name)}
  </div>`
}

export const choices: Record<string, Draw> = {
  Checkbox: checkbox,
  RadioGroup: radioGroup,
}
