/** Messages that go out when the answer before them is finished. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { textOf, type Waiting } from '../../draft'
import { iconButton } from '../button'
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
    ${view.streaming ? nothing : iconButton('mini', 'arrow-up', t('waitingSend'), () => writing.sendWaiting(key))}
    ${iconButton('mini', 'write', t('waitingBack'), () => writing.editWaiting(key))}
    ${iconButton('mini', 'close', t('waitingDrop'), () => writing.dropWaiting(key))}
  </li>`
}
