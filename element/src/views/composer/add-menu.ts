/** The “+” menu with files and tools, the tools that stand beside it, and the one that is chosen. */
import type { ToolOption } from '@openai/chatkit'
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../dom'
import { popover } from '../popover'
import type { View } from '../view'
import { onMenuKey } from './roving'

export function addButton(view: View): TemplateResult | typeof nothing {
  const { t } = view
  const files = view.options.composer?.attachments?.enabled === true
  const tools = (view.options.composer?.tools ?? []).filter(({ pinned }) => pinned !== true)
  if (!files && tools.length === 0) return nothing
  if (tools.length === 0) return button('paperclip', t('addFiles'), view.do.writing.askForFiles)
  const open = view.composer.panel === 'add'
  return html`<button
      type="button"
      class="tool-button add"
      data-focus="add"
      aria-label=${t('addMenu')}
      title=${t('addMenu')}
      aria-haspopup="menu"
      aria-expanded=${open}
      @click=${() => view.do.writing.open(open ? null : 'add')}
    >
      ${icon('plus')}
    </button>
    ${open ? menu(view, files, tools) : nothing}`
}

function button(name: string, label: string, run: () => void): TemplateResult {
  return html`<button
    type="button"
    class="tool-button"
    aria-label=${label}
    title=${label}
    @click=${run}
  >
    ${icon(name)}
  </button>`
}

function menu(view: View, files: boolean, tools: readonly ToolOption[]): TemplateResult {
  const { writing } = view.do
  const close = (back: boolean): void => writing.close('add', back)
  return html`<div
    class="popover menu"
    role="menu"
    aria-label=${view.t('addMenu')}
    @keydown=${(event: KeyboardEvent) => onMenuKey(event, close)}
    ${popover({
      beside: (self) => self.previousElementSibling,
      side: 'above',
      align: 'start',
      onLeave: () => close(false),
    })}
  >
    ${
      files
        ? html`<button
              type="button"
              role="menuitem"
              data-item
              tabindex="-1"
              @click=${() => {
                close(false)
                writing.askForFiles()
              }}
            >
              ${icon('paperclip')}<span>${view.t('addFiles')}</span>
            </button>
            <hr />`
        : nothing
    }
    ${tools.map((tool) => item(tool, view))}
  </div>`
}

function item(tool: ToolOption, view: View): TemplateResult {
  const chosen = tool.id === view.composer.toolId
  return html`<button
    type="button"
    role="menuitemradio"
    aria-checked=${chosen}
    data-item
    tabindex="-1"
    @click=${() => {
      view.do.compose({ toolId: chosen ? null : tool.id })
      view.do.writing.close('add', false)
      view.composer.editor?.focus()
    }}
  >
    ${icon(tool.icon)}<span>${tool.label}</span>${chosen ? icon('check') : nothing}
  </button>`
}

/** Tools that stand outside the menu, and the one of the menu that is in use. */
export function pinnedTools(view: View): TemplateResult | typeof nothing {
  const chosen = view.composer.toolId
  const shown = (view.options.composer?.tools ?? []).filter(
    ({ id, pinned }) => pinned === true || id === chosen,
  )
  if (shown.length === 0) return nothing
  return html`<div class="pills" role="group" aria-label=${view.t('tools')}>
    ${shown.map((tool) => pill(tool, tool.id === chosen, view))}
  </div>`
}

function pill(tool: ToolOption, chosen: boolean, view: View): TemplateResult {
  const words = chosen ? (tool.shortLabel ?? tool.label) : tool.label
  return html`<button
    type="button"
    class=${chosen ? 'pill chosen' : 'pill'}
    aria-pressed=${chosen}
    title=${chosen ? view.t('removeTool', { name: tool.label }) : tool.label}
    @click=${() => view.do.compose({ toolId: chosen ? null : tool.id })}
  >
    ${icon(tool.icon)}<span>${words}</span>${chosen ? icon('close') : nothing}
  </button>`
}
