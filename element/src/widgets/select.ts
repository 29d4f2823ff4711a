/** A list to choose one from: a combobox that only selects, with a search where the list is long. */
import { html, nothing, type TemplateResult } from 'lit'
import { directive } from 'lit/directive.js'
import { icon, styles } from '../views/dom'
import { said, type Draw } from './node'
import { firstOf, lastOf, matching, moved, optionsOf, typedTo, type Option } from './options'
import { Picker, type Trigger } from './picker'

/** More options than this are searched rather than looked through. */
const MANY = 15
const PAGE = 10
/** Letters that follow each other this fast are one word. */
const TYPING_MS = 600

class SelectDirective extends Picker {
  #active = -1
  #query = ''
  #typed = ''
  #typedAt = 0

  protected proposed(): string {
    return said(this.node, 'defaultValue')
  }

  get #options(): Option[] {
    return optionsOf(this.node)
  }

  get #shown(): Option[] {
    return matching(this.#options, this.#query)
  }

  get #searchable(): boolean {
    const { searchable } = this.node
    return typeof searchable === 'boolean' ? searchable : this.#options.length > MANY
  }

  protected trigger(): Trigger {
    const chosen = this.#options.find(({ value }) => value === this.value)
    const words = this.value === '' ? '' : (chosen?.label ?? this.value)
    return { words, icon: 'chevron-down', role: 'combobox', popup: 'listbox' }
  }

  protected placeholder(): string {
    return said(this.node, 'placeholder') || this.context.view.t('select')
  }

  protected opened(): void {
    this.#query = ''
    const options = this.#options
    const chosen = options.findIndex(({ value, disabled }) => value === this.value && !disabled)
    this.#active = chosen < 0 ? firstOf(options) : chosen
    queueMicrotask(() => this.#reveal())
  }

  protected override activeId(): string | null {
    return this.isOpen && !this.#searchable ? this.#activeId() : null
  }

  #activeId(): string | null {
    return this.#active < 0 ? null : this.id(`option-${this.#active}`)
  }

  protected onTriggerKey(event: KeyboardEvent): void {
    if (this.isOpen) return this.#onOpenKey(event)
    const opens = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', ' '].includes(event.key)
    if (!opens && !isLetter(event)) return
    event.preventDefault()
    this.open()
    if (event.key === 'Home') this.#to(firstOf(this.#shown))
    else if (event.key === 'End') this.#to(lastOf(this.#shown))
    else if (!opens) this.#type(event.key)
  }

  #onOpenKey(event: KeyboardEvent): void {
    const to = this.#target(event)
    if (to !== null) {
      event.preventDefault()
      return this.#to(to)
    }
    if (event.key === 'Escape' || (event.key === 'ArrowUp' && event.altKey)) {
      event.preventDefault()
      event.stopPropagation()
      return this.close(true)
    }
    const chooses = event.key === 'Enter' || (event.key === ' ' && !this.#searchable)
    if (chooses && !event.isComposing) {
      event.preventDefault()
      return this.#chooseAt(this.#active)
    }
    if (!this.#searchable && isLetter(event)) this.#type(event.key)
  }

  #target({ key, altKey }: KeyboardEvent): number | null {
    const shown = this.#shown
    if (altKey) return null
    if (key === 'ArrowDown') return moved(shown, this.#active, 1)
    if (key === 'ArrowUp') return moved(shown, this.#active, -1)
    if (key === 'PageDown') return moved(shown, this.#active, PAGE)
    if (key === 'PageUp') return moved(shown, this.#active, -PAGE)
    if (this.#searchable) return null
    return key === 'Home' ? firstOf(shown) : key === 'End' ? lastOf(shown) : null
  }

  #type(letter: string): void {
    const now = performance.now()
    this.#typed = now - this.#typedAt > TYPING_MS ? letter : this.#typed + letter
    this.#typedAt = now
    this.#to(typedTo(this.#shown, this.#typed, this.#active))
  }

  #to(active: number): void {
    this.#active = active
    this.again()
    this.#reveal()
  }

  #reveal(): void {
    this.root?.querySelector('.w-option.active')?.scrollIntoView?.({ block: 'nearest' })
  }

  #search(query: string): void {
    this.#query = query
    this.#to(firstOf(this.#shown))
  }

  #chooseAt(at: number): void {
    const option = this.#shown[at]
    if (option !== undefined && !option.disabled) this.choose(option.value)
  }

  protected panel(): TemplateResult {
    const width = this.button?.offsetWidth ?? 0
    const shown = this.#shown
    return html`${this.#searchable ? this.#searchField() : nothing}
      <div
        class="w-options"
        role="listbox"
        id=${this.id('panel')}
        aria-label=${said(this.node, 'placeholder') || said(this.node, 'name')}
        ${styles({ 'min-width': `${width}px` })}
      >
        ${shown.map((option, at) => this.#option(option, at))}
      </div>
      ${
        shown.length > 0
          ? nothing
          : html`<p class="menu-note" role="status">
              ${this.context.view.t('searchNone', { query: this.#query })}
            </p>`
      }`
  }

  #searchField(): TemplateResult {
    return html`<div class="w-search">
      ${icon('search')}
      <input
        class="bare"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls=${this.id('panel')}
        aria-activedescendant=${this.#activeId() ?? nothing}
        aria-label=${this.context.view.t('search')}
        placeholder=${this.context.view.t('search')}
        autocomplete="off"
        data-first
        .value=${this.#query}
        @input=${(event: Event) => this.#search((event.currentTarget as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#onOpenKey(event)}
      />
    </div>`
  }

  #option({ value, label, description, disabled }: Option, at: number): TemplateResult {
    const chosen = value === this.value
    return html`<div
      class="w-option ${at === this.#active ? 'active' : ''}"
      role="option"
      id=${this.id(`option-${at}`)}
      aria-selected=${chosen}
      aria-disabled=${disabled}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @pointermove=${() => at !== this.#active && !disabled && this.#to(at)}
      @click=${() => this.#chooseAt(at)}
    >
      <span class="option-words" dir="auto">
        <span>${label}</span>${description === '' ? nothing : html`<small>${description}</small>`}
      </span>
      ${chosen ? icon('check') : nothing}
    </div>`
  }
}

const selectControl = directive(SelectDirective)

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey
}

export const select: Draw = (node, context) => html`${selectControl(node, context)}`
