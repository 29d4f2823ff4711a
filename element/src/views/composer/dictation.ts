/** The microphone: a button, and what stands in its place while somebody speaks. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../dom'
import type { View } from '../view'
import { wave } from './wave'

export function dictateButton(view: View): TemplateResult | typeof nothing {
  if (view.options.composer?.dictation?.enabled !== true) return nothing
  return html`<button
    type="button"
    class="tool-button"
    data-focus="dictate"
    aria-label=${view.t('dictate')}
    title=${view.t('dictate')}
    @click=${() => view.do.writing.dictate('start')}
  >
    ${icon('microphone')}
  </button>`
}

export function dictation(view: View): TemplateResult {
  const { t } = view
  const { dictate } = view.do.writing
  const { status } = view.composer.dictation
  const recording = status === 'recording'
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    dictate('cancel')
  }
  return html`<div class="speech" role="group" aria-label=${t('dictate')} @keydown=${onKey}>
    <button
      type="button"
      class="tool-button"
      data-focus="dictate-cancel"
      aria-label=${t('dictateCancel')}
      title=${t('dictateCancel')}
      @click=${() => dictate('cancel')}
    >
      ${icon('close')}
    </button>
    <span class="sr-only" role="status">
      ${recording ? t('dictateListening') : status === 'writing' ? t('dictateWriting') : ''}
    </span>
    ${
      status === 'writing'
        ? html`<span class="speech-words shimmer" aria-hidden="true">${t('dictateWriting')}</span>`
        : html`<span class="wave" aria-hidden="true" ${wave(view.composer.dictation)}></span>`
    }
    <button
      type="button"
      class="send"
      data-focus="dictate-done"
      aria-label=${t('dictateDone')}
      title=${t('dictateDone')}
      ?disabled=${!recording}
      @click=${() => dictate('finish')}
    >
      ${status === 'recording' ? icon('check') : html`<i class="spinner"></i>`}
    </button>
  </div>`
}
