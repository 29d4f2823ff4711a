import { html, nothing } from 'lit'
import { styles } from '../views/dom'
import { fire } from './actions'
import { colour } from './colour'
import { isOn, type Context, type Draw, type Node } from './node'
import { flexBox, length, spacing } from './style'
import { isComplete } from './validation'

type Direction = 'row' | 'col'

function directionOf(node: Node, usual: Direction): Direction {
  return node['direction'] === 'row' || node['direction'] === 'col' ? node['direction'] : usual
}

const box =
  (usual: Direction): Draw =>
  (node, _context, children) =>
    html`<div
      class="w-${directionOf(node, usual)}"
      data-sized=${sized(node)}
      ${styles(flexBox(node))}
    >
      ${children()}
    </div>`

/** What has a size of its own is not stretched; what is square stays so. */
function sized(node: Node): 'square' | 'wide' | typeof nothing {
  if (node['size'] != null) return 'square'
  return node['width'] != null || node['flex'] != null ? 'wide' : nothing
}

/**
 * What a form does when it is sent. A button of the form that has an action of its own runs that instead.
 * @param action - Of the form itself.
 */
export function submitting(action: unknown, context: Context) {
  return (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const { submitter } = event
    const own = submitter?.dataset['ownAction'] === 'true'
    if (own || !isComplete(form, context)) return
    void fire(action, submitter ?? form, context, { usual: 'container' })
  }
}

const form: Draw = (node, context, children) =>
  html`<form
    class="w-${directionOf(node, 'col')}"
    novalidate
    ${styles(flexBox(node))}
    @submit=${submitting(node['onSubmitAction'], context)}
  >
    ${children()}
  </form>`

const divider: Draw = (node) =>
  html`<hr
    class="w-divider"
    ?data-flush=${isOn(node, 'flush')}
    ${styles({
      'border-color': colour(node['color']),
      'border-block-start-width': length(node['size']),
      'margin-block': spacing(node['spacing']),
    })}
  />`

const spacer: Draw = (node) =>
  html`<div class="w-spacer" ${styles({ '--least': length(node['minSize']) })}></div>`

export const boxes: Record<string, Draw> = {
  Basic: box('col'),
  Box: box('col'),
  Row: box('row'),
  Col: box('col'),
  Form: form,
  Spacer: spacer,
  Divider: divider,
  Transition: (_node, _context, children) => html`<div class="w-transition">${children()}</div>`,
}
