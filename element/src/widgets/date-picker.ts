/** A day to choose: a button with the day on it, and a calendar beside it. */
import { html, nothing, type TemplateResult } from 'lit'
import { directive } from 'lit/directive.js'
import { icon } from '../views/dom'
import * as days from './calendar'
import { fieldId, isOn, said, type Draw } from './node'
import { Picker, type Trigger } from './picker'

class DatePickerDirective extends Picker {
  #active = ''

  protected proposed(): string {
    return days.dayIn(this.node['defaultValue']) ?? ''
  }

  get #min(): string | null {
    return days.dayIn(this.node['min'])
  }

  get #max(): string | null {
    return days.dayIn(this.node['max'])
  }

  get #locale(): string {
    return this.context.view.locale
  }

  protected trigger(): Trigger {
    const words =
      this.value === '' ? '' : days.written(this.value, this.#locale, { dateStyle: 'medium' })
    return { words, icon: 'calendar', role: null, popup: 'dialog' }
  }

  protected placeholder(): string {
    return said(this.node, 'placeholder') || this.context.view.t('pickDate')
  }

  /** A button is read by its label alone: the day has to be in it. */
  protected override label(words: string): string | typeof nothing {
    if (this.#isLabelled) return nothing
    return words === '' ? this.placeholder() : `${this.placeholder()}: ${words}`
  }

  protected override labelledBy(name: string): string | typeof nothing {
    if (!this.#isLabelled) return nothing
    return `${fieldId(this.context, name)}-label ${this.id('words')}`
  }

  get #isLabelled(): boolean {
    return this.context.host.labelled.has(said(this.node, 'name'))
  }

  protected opened(): void {
    this.#active = days.nearest(this.value || days.today(), this.#min, this.#max)
  }

  protected onTriggerKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.isOpen) return this.#escape(event)
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    this.open()
  }

  #escape(event: KeyboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    this.close(true)
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') return this.#escape(event)
    if (!(event.target as HTMLElement).matches('.w-day')) return
    const to = this.#target(event)
    if (to === null) return
    event.preventDefault()
    this.#go(to)
  }

  #target({ key, shiftKey }: KeyboardEvent): string | null {
    const [at, first] = [this.#active, days.firstDay(this.#locale)]
    const forward = this.isRtl ? -1 : 1
    if (key === 'ArrowRight') return days.addDays(at, forward)
    if (key === 'ArrowLeft') return days.addDays(at, -forward)
    if (key === 'ArrowDown') return days.addDays(at, 7)
    if (key === 'ArrowUp') return days.addDays(at, -7)
    if (key === 'Home') return days.addDays(at, -days.intoWeek(at, first))
    if (key === 'End') return days.addDays(at, 6 - days.intoWeek(at, first))
    const months = shiftKey ? 12 : 1
    if (key === 'PageDown') return days.addMonths(at, months)
    return key === 'PageUp' ? days.addMonths(at, -months) : null
  }

  /** Days out of bounds are not gone to: the nearest one that may be chosen is. */
  #go(day: string): void {
    this.#active = days.nearest(day, this.#min, this.#max)
    this.again()
    this.root?.querySelector<HTMLElement>(`[data-day="${this.#active}"]`)?.focus()
  }

  #page(months: number): void {
    this.#active = days.nearest(days.addMonths(this.#active, months), this.#min, this.#max)
    this.again()
  }

  #pick(day: string): void {
    if (days.within(day, this.#min, this.#max)) this.choose(day)
  }

  protected panel(): TemplateResult {
    const { t } = this.context.view
    const now = days.today()
    return html`<div
      class="w-calendar"
      role="dialog"
      id=${this.id('panel')}
      aria-label=${t('pickDate')}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
    >
      ${this.#bar()} ${this.#grid(now)}
      <div class="w-calendar-foot">
        ${
          days.within(now, this.#min, this.#max)
            ? html`<button type="button" class="text-button" @click=${() => this.#pick(now)}>
                ${t('today')}
              </button>`
            : nothing
        }
        ${
          isOn(this.node, 'clearable') && this.value !== ''
            ? html`<button type="button" class="text-button" @click=${() => this.choose('')}>
                ${t('clear')}
              </button>`
            : nothing
        }
      </div>
    </div>`
  }

  #bar(): TemplateResult {
    const { t } = this.context.view
    const turn = (months: number, words: string, sign: string): TemplateResult => {
      const beyond = days.monthOf(days.addMonths(this.#active, months))
      const ends =
        (months < 0 && this.#min !== null && beyond < days.monthOf(this.#min)) ||
        (months > 0 && this.#max !== null && beyond > days.monthOf(this.#max))
      return html`<button
        type="button"
        class="icon-button small"
        aria-label=${words}
        ?disabled=${ends}
        @click=${() => this.#page(months)}
      >
        ${icon(sign)}
      </button>`
    }
    return html`<div class="w-calendar-bar">
      ${turn(-1, t('monthBefore'), 'chevron-left')}
      <strong id=${this.id('month')} aria-live="polite">
        ${days.written(this.#active, this.#locale, { month: 'long', year: 'numeric' })}
      </strong>
      ${turn(1, t('monthAfter'), 'chevron-right')}
    </div>`
  }

  #grid(now: string): TemplateResult {
    const rows = days.weeks(this.#active, days.firstDay(this.#locale))
    return html`<table role="grid" aria-labelledby=${this.id('month')}>
      <thead>
        <tr>
          ${rows[0]?.map(
            (day) =>
              html`<th scope="col" abbr=${days.written(day, this.#locale, { weekday: 'long' })}>
                ${days.written(day, this.#locale, { weekday: 'narrow' })}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map((day) => this.#day(day, now))}</tr>`)}
      </tbody>
    </table>`
  }

  #day(day: string, now: string): TemplateResult {
    const allowed = days.within(day, this.#min, this.#max)
    const active = day === this.#active
    const chosen = day === this.value
    return html`<td role="gridcell" aria-selected=${chosen}>
      <button
        type="button"
        class="w-day"
        data-day=${day}
        ?data-first=${active}
        ?data-chosen=${chosen}
        ?data-other=${days.monthOf(day) !== days.monthOf(this.#active)}
        tabindex=${active ? 0 : -1}
        aria-label=${days.written(day, this.#locale, { dateStyle: 'full' })}
        aria-current=${day === now ? 'date' : nothing}
        aria-disabled=${!allowed}
        @click=${() => this.#pick(day)}
      >
        ${days.written(day, this.#locale, { day: 'numeric' }).replace(/[^\p{N}]/gu, '')}
      </button>
    </td>`
  }
}

const datePickerControl = directive(DatePickerDirective)

export const datePicker: Draw = (node, context) => html`${datePickerControl(node, context)}`
