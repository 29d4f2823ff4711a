/** Messages that go out when the answer before them is finished. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { textOf, type Waiting } from '../../draft'
import { icon } from '../dom'
import type { View } from '../view'

export function waitingList(view: View): TemplateResult | typeof nothing {
  const { waiting } = view.composer
  if (waiting.length === 0) return nothing
  return html`<ul class="waiting" aria-label=${view.t('waitingText')}>
    ${repeat(
      waiting,
      ({ key }) => key,
      (one) => row(one, view),
    )}
  </ul>`
}

function row({ key, state }: Waiting, view: View): TemplateResult {
  const { t } = view
  const { writing } = view.do
  const files = state.files.map(({ name }) => name).join(', ')
  return html`<li>
    <span class="waiting-mark" title=${t('waitingText')}>${icon('clock')}</span>
    <span class="waiting-text" dir="auto">${textOf(state.content).trim() || files}</span>
    ${view.streaming ? nothing : act('arrow-up', t('waitingSend'), () => writing.sendWaiting(key))}
    ${act('write', t('waitingBack'), () => writing.editWaiting(key))}
    ${act('close', t('waitingDrop'), () => writing.dropWaiting(key))}
  </li>`
}

function act(name: string, label: string, run: () => void): TemplateResult {
  return html`<button type="button" class="mini" aria-label=${label} title=${label} @click=${run}>
    ${icon(name)}
  </button>`
}
