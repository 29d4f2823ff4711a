/** Which model answers. */
import type { ModelOption } from '@openai/chatkit'
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../dom'
import { popover } from '../popover'
import type { View } from '../view'
import { onMenuKey } from './roving'

export function modelButton(view: View): TemplateResult | typeof nothing {
  const models = view.options.composer?.models ?? []
  if (models.length < 2) return nothing
  const open = view.composer.panel === 'models'
  const chosen = models.find(({ id }) => id === view.composer.modelId)
  return html`<button
      type="button"
      class="pill quiet"
      data-focus="models"
      aria-label=${view.t('modelNow', { name: chosen?.label ?? '' })}
      aria-haspopup="listbox"
      aria-expanded=${open}
      @click=${() => view.do.writing.open(open ? null : 'models')}
    >
      <span>${chosen?.label ?? view.t('model')}</span>${icon('chevron-down')}
    </button>
    ${open ? list(models, view) : nothing}`
}

function list(models: readonly ModelOption[], view: View): TemplateResult {
  const close = (back: boolean): void => view.do.writing.close('models', back)
  return html`<div
    class="popover menu models"
    role="listbox"
    aria-label=${view.t('model')}
    @keydown=${(event: KeyboardEvent) => onMenuKey(event, close)}
    ${popover({
      beside: (self) => self.previousElementSibling,
      side: 'above',
      align: 'end',
      onLeave: () => close(false),
    })}
  >
    ${models.map((model) => option(model, view, close))}
  </div>`
}

function option(
  { id, label, description, disabled = false }: ModelOption,
  view: View,
  close: (back: boolean) => void,
): TemplateResult {
  const chosen = id === view.composer.modelId
  const choose = (): void => {
    view.do.compose({ modelId: id })
    close(true)
  }
  return html`<button
    type="button"
    role="option"
    aria-selected=${chosen}
    ?disabled=${disabled}
    data-item
    ?data-first=${chosen}
    tabindex="-1"
    @click=${choose}
  >
    <span class="option-words">
      <span><bdi>${label}</bdi></span>${description === undefined ? nothing : html`<small><bdi>${description}</bdi></small>`}
    </span>
    ${chosen ? icon('check') : nothing}
  </button>`
}
