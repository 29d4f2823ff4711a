import { html, nothing } from 'lit'
import { icon } from '../views/dom'
import { fire, isAction, isRepeat } from './actions'
import { isOn, pick, said, type Draw, type Node } from './node'
import { isComplete } from './validation'

const COLOURS = [
  'primary',
  'secondary',
  'info',
  'discovery',
  'success',
  'caution',
  'warning',
  'danger',
] as const
const VARIANTS = ['solid', 'soft', 'outline', 'ghost'] as const
export const CONTROL_SIZES = ['3xs', '2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl'] as const
const ICON_SIZES = ['sm', 'md', 'lg', 'xl', '2xl'] as const

/** What an icon alone is called: its name is all that a server says of it. */
export function iconWords(name: string): string {
  return name.replace(/^(lucide|vendor):/, '').replaceAll('-', ' ')
}

function iconIn(node: Node, name: 'iconStart' | 'iconEnd'): unknown {
  if (said(node, name) === '') return nothing
  const size = pick(node['iconSize'], ICON_SIZES, 'md')
  return html`<span class="w-button-icon" data-size=${size}>${icon(said(node, name))}</span>`
}

export const button: Draw = (node, context) => {
  const action = node['onClickAction']
  const submit = isOn(node, 'submit')
  const click = (event: Event): void => {
    const source = event.currentTarget as HTMLButtonElement
    if (isRepeat(event, action)) return
    if (submit && source.form !== null && !isComplete(source.form, context)) return
    void fire(action, source, context, { usual: submit ? 'container' : 'self' })
  }
  const label = said(node, 'label')
  const color = pick(node['color'], COLOURS, node['style'] === 'primary' ? 'primary' : 'secondary')
  const usual = node['style'] === undefined && color === 'secondary' ? 'soft' : 'solid'
  return html`<button
    class="w-button"
    part="button"
    type=${submit ? 'submit' : 'button'}
    data-color=${color}
    data-variant=${pick(node['variant'], VARIANTS, node['style'] === 'secondary' ? 'outline' : usual)}
    data-size=${pick(node['size'], CONTROL_SIZES, 'md')}
    ?data-pill=${isOn(node, 'pill')}
    ?data-uniform=${isOn(node, 'uniform')}
    ?data-block=${isOn(node, 'block')}
    data-own-action=${isAction(action)}
    ?disabled=${isOn(node, 'disabled')}
    aria-label=${label === '' ? iconWords(said(node, 'iconStart') || said(node, 'iconEnd')) : nothing}
    @click=${isAction(action) ? click : nothing}
  >
    ${iconIn(node, 'iconStart')}${label === '' ? nothing : html`<span>${label}</span>`}${iconIn(node, 'iconEnd')}
  </button>`
}
