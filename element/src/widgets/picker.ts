/** What Select and DatePicker share: a value that a server proposes, a button that opens something, and closing it. */
import { html, nothing, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { icon } from '../views/dom'
import { popover } from '../views/popover'
import { fire, isAction } from './actions'
import { control, fieldProblem, nameOf, problemId } from './fields'
import { held, isSettled, note } from './initial'
import { fieldId, isOn, placeId, said, type Context, type Node } from './node'
import { recheckField } from './validation'

/** What the button of a picker says beyond its words. */
export type Trigger = {
  words: string
  icon: string
  role: 'combobox' | null
  popup: 'listbox' | 'dialog'
}

export abstract class Picker extends AsyncDirective {
  protected node: Node = {}
  protected context!: Context
  protected value = ''
  protected isOpen = false
  #given: string | null = null
  #field: HTMLInputElement | null = null

  protected abstract proposed(): string
  protected abstract trigger(): Trigger
  protected abstract panel(): TemplateResult
  protected abstract opened(): void
  protected abstract onTriggerKey(event: KeyboardEvent): void

  render(node: Node, context: Context): TemplateResult {
    this.node = node
    this.context = context
    this.#follow(this.proposed())
    return this.draw()
  }

  /** @see initial: the server's value is followed while nobody has chosen another. */
  #follow(given: string): void {
    if (given === this.#given) return
    const authority = isAction(this.node['onChangeAction'])
    const field = this.#field
    if (this.#given === null || authority || field === null || isSettled(field)) {
      const before = this.#given === null ? this.#remembered() : null
      this.value = before ?? given
      if (field !== null) queueMicrotask(() => note(field, given))
    }
    this.#given = given
  }

  #hold(field: HTMLInputElement): void {
    this.#field = field
    note(field, this.#given ?? '')
  }

  #remembered(): string | null {
    const value = this.context.host.remembered(said(this.node, 'name'))
    return typeof value === 'string' ? value : null
  }

  protected get root(): HTMLElement | null {
    return this.#field?.parentElement ?? null
  }

  protected get button(): HTMLElement | null {
    return this.root?.querySelector<HTMLElement>('[data-trigger]') ?? null
  }

  protected get isRtl(): boolean {
    return this.root !== null && getComputedStyle(this.root).direction === 'rtl'
  }

  protected id(part: string): string {
    return placeId(this.context, part)
  }

  protected again(): void {
    if (this.isConnected) this.setValue(this.draw())
  }

  protected open(): void {
    if (this.isOpen || isOn(this.node, 'disabled')) return
    this.isOpen = true
    this.opened()
    this.again()
  }

  protected close(back: boolean): void {
    if (!this.isOpen) return
    this.isOpen = false
    if (back) this.button?.focus()
    this.again()
  }

  protected choose(value: string): void {
    const before = this.value
    this.value = value
    this.close(true)
    this.again()
    if (value === before) return
    if (this.#field !== null) recheckField(this.#field, this.context)
    const source = this.button
    if (source === null) return
    const revert = (): void => {
      this.value = before
      this.again()
    }
    const own = { [said(this.node, 'name')]: value }
    void fire(this.node['onChangeAction'], source, this.context, { usual: 'none', own, revert })
  }

  protected draw(): TemplateResult {
    const { node, context } = this
    const name = said(node, 'name')
    return html`<div class="w-field" data-picker ?data-block=${isOn(node, 'block')}>
      <div class="w-picker" @focusout=${(event: FocusEvent) => this.#left(event)}>
        <input
          type="hidden"
          name=${name}
          .value=${this.value}
          data-required=${isOn(node, 'required') ? 'true' : nothing}
          ?disabled=${isOn(node, 'disabled')}
          ${held((field) => this.#hold(field))}
        />
        ${this.#button(name)} ${this.#clear()}
        ${this.isOpen ? this.#lifted() : nothing}
      </div>
      ${fieldProblem(context, name)}
    </div>`
  }

  #button(name: string): TemplateResult {
    const { node, context } = this
    const { variant, size } = control(node)
    const { words, icon: sign, role, popup } = this.trigger()
    const empty = words === ''
    return html`<button
      type="button"
      class="w-control w-trigger"
      part="field"
      id=${fieldId(context, name)}
      data-trigger
      data-variant=${variant}
      data-size=${size}
      ?data-pill=${isOn(node, 'pill')}
      role=${role ?? nothing}
      aria-haspopup=${popup}
      aria-expanded=${this.isOpen}
      aria-controls=${this.isOpen ? this.id('panel') : nothing}
      aria-activedescendant=${this.activeId() ?? nothing}
      aria-label=${this.label(words)}
      aria-labelledby=${this.labelledBy(name)}
      aria-invalid=${context.host.problemOf(name) !== null}
      aria-describedby=${problemId(context, name)}
      ?disabled=${isOn(node, 'disabled')}
      @click=${() => (this.isOpen ? this.close(true) : this.open())}
      @keydown=${(event: KeyboardEvent) => this.onTriggerKey(event)}
    >
      <span class="w-trigger-words" id=${this.id('words')} ?data-empty=${empty} dir="auto"
        >${empty ? this.placeholder() : words}</span
      >
      ${icon(sign)}
    </button>`
  }

  protected activeId(): string | null {
    return null
  }

  protected label(_words: string): string | typeof nothing {
    return nameOf(this.node, this.context)
  }

  protected labelledBy(_name: string): string | typeof nothing {
    return nothing
  }

  protected abstract placeholder(): string

  #clear(): TemplateResult | typeof nothing {
    const { node, context } = this
    if (!isOn(node, 'clearable') || isOn(node, 'disabled') || this.value === '') return nothing
    return html`<button
      type="button"
      class="w-clear"
      aria-label=${context.view.t('clear')}
      @click=${() => this.choose('')}
    >
      ${icon('close')}
    </button>`
  }

  #lifted(): TemplateResult {
    const { side, align } = this.node
    return html`<div
      class="popover w-panel"
      id=${this.id('panel-box')}
      ${popover({
        beside: () => this.button,
        side: side === 'top' ? 'above' : side === 'left' || side === 'right' ? side : 'below',
        align: align === 'end' || align === 'center' ? align : 'start',
        onLeave: () => this.close(false),
      })}
    >
      ${this.panel()}
    </div>`
  }

  /** Tab goes on and closes what it leaves. */
  #left(event: FocusEvent): void {
    const next = event.relatedTarget
    const box = event.currentTarget as HTMLElement
    if (next instanceof HTMLElement && !box.contains(next)) this.close(false)
  }

  protected override disconnected(): void {
    this.isOpen = false
  }
}
