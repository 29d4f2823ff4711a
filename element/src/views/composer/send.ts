/** Sends, or stops the answer that is coming. */
import { html, type TemplateResult } from 'lit'
import { isBlank, isUploading } from '../../draft'
import { icon } from '../dom'
import type { View } from '../view'

export function sendButton(view: View, locked: boolean): TemplateResult {
  const { t, composer: value } = view
  const blank = isBlank(value)
  // Who has written something wants to send it; Stop comes back with the empty box.
  if (view.streaming && view.thread.allowCancel && blank) return stopButton(view)
  const held = isUploading(value)
  const label = held ? t('filesUploading') : t('send')
  return html`<button
    class="send"
    part="send"
    type="submit"
    data-focus="send"
    aria-label=${label}
    title=${label}
    ?disabled=${locked || held || blank}
  >
    ${icon('arrow-up')}
  </button>`
}

function stopButton({ t, stopping, do: act }: View): TemplateResult {
  return html`<button
    class="send stop"
    part="stop"
    type="button"
    data-focus="send"
    aria-label=${t('stop')}
    title=${t('stop')}
    ?disabled=${stopping}
    @click=${act.stop}
  >
    ${icon('stop')}
  </button>`
}
