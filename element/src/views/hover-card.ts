/** A small card beside what somebody points at or has the focus on. */
import { html, noChange, nothing, render, type ElementPart, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive, PartType, type PartInfo } from 'lit/directive.js'
import { popover } from './popover'

/** Milliseconds. */
const BEFORE = 150
const AFTER = 180

class HoverCardDirective extends AsyncDirective {
  #trigger: HTMLElement | null = null
  #content: () => TemplateResult = () => html``
  #holder: HTMLElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #abort: AbortController | null = null

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('hoverCard() belongs on an element.')
  }

  render(_content: () => TemplateResult): typeof noChange {
    return noChange
  }

  override update({ element }: ElementPart, [content]: [() => TemplateResult]): typeof noChange {
    this.#content = content
    this.#trigger = element as HTMLElement
    if (this.#abort === null) this.#listen()
    return noChange
  }

  protected override disconnected(): void {
    this.#hide()
    this.#abort?.abort()
    this.#abort = null
  }

  protected override reconnected(): void {
    this.#listen()
  }

  #listen(): void {
    this.#abort = new AbortController()
    const { signal } = this.#abort
    const on = (name: string, act: (event: Event) => void): void =>
      this.#trigger?.addEventListener(name, act, { signal })
    on('pointerenter', () => this.#soon(BEFORE, () => this.#show()))
    on('pointerleave', () => this.#soon(AFTER, () => this.#hide()))
    on('focus', () => this.#trigger?.matches(':focus-visible') && this.#show())
    on('blur', () => this.#hide())
    on('keydown', (event) => {
      if ((event as KeyboardEvent).key !== 'Escape' || this.#holder === null) return
      event.stopPropagation()
      this.#hide()
    })
  }

  #soon(wait: number, act: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(act, wait)
  }

  #show(): void {
    clearTimeout(this.#timer)
    const trigger = this.#trigger
    const root = trigger?.closest('.root')
    if (trigger == null || root == null || this.#holder !== null || !this.isConnected) return
    this.#holder = root.appendChild(document.createElement('div'))
    const place = { beside: () => trigger, side: 'above', align: 'start' } as const
    const stay = (): void => clearTimeout(this.#timer)
    const go = (): void => this.#soon(AFTER, () => this.#hide())
    const card = html`<div
      class="popover preview"
      role="tooltip"
      @pointerenter=${stay}
      @pointerleave=${go}
      ${popover({ ...place, onLeave: () => this.#hide() })}
    >
      ${this.#content()}
    </div>`
    render(card, this.#holder)
  }

  #hide(): void {
    clearTimeout(this.#timer)
    if (this.#holder === null) return
    render(nothing, this.#holder)
    this.#holder.remove()
    this.#holder = null
  }
}

export const hoverCard = directive(HoverCardDirective)
