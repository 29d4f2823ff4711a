/** Keeps the turns in sight on the page, and room for the others. */
import { html, nothing, type ChildPart, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import { repeat } from 'lit/directives/repeat.js'
import { nextFrame } from '../platform'
import { styles } from './dom'
import { anchorsIn, hold } from './scroll'
import { TurnKeeper, type Turn } from './turns'
import { turnView } from './turn'
import type { View } from './view'
import { Heights, nextRange, startRange, type Range, type Sight } from './window'

type TurnElement = HTMLElement & { turnKey?: string }

/** Panes from the top at which older messages are asked for. */
const EARLY = 1.5

class TurnListDirective extends AsyncDirective {
  readonly #keeper = new TurnKeeper()
  readonly #heights = new Heights()
  #turns: readonly Turn[] = []
  #keys: readonly string[] = []
  #range: Range = { from: 0, to: 0 }
  #view: View | null = null
  #part: ChildPart | null = null
  #pane: HTMLElement | null = null
  #abort: AbortController | null = null
  #sizes: ResizeObserver | null = null
  #watched = new Set<Element>()
  #moving = false
  #whole = false
  #asked: string | null = null

  render(_view: View): unknown {
    return nothing
  }

  override update(part: ChildPart, [view]: [View]): TemplateResult {
    this.#part = part
    this.#view = view
    this.#follow(this.#keeper.read(view.thread.entries))
    queueMicrotask(() => this.#settle())
    return this.#draw(view)
  }

  protected override disconnected(): void {
    this.#abort?.abort()
    this.#sizes?.disconnect()
    this.#watched.clear()
    this.#abort = null
    this.#pane = null
  }

  protected override reconnected(): void {
    this.#settle()
  }

  /** The turns on the page stay there when others come before or after them. */
  #follow(turns: readonly Turn[]): void {
    if (turns === this.#turns) return
    const first = this.#keys[this.#range.from]
    const keys = turns.map(({ key }) => key)
    const at = first === undefined ? -1 : keys.indexOf(first)
    const length = this.#range.to - this.#range.from
    const atEnd = this.#range.to >= this.#turns.length
    this.#turns = turns
    this.#keys = keys
    const start = startRange(keys.length)
    if (at < 0 || start.from === 0) this.#range = start
    else this.#range = { from: at, to: atEnd ? keys.length : Math.min(keys.length, at + length) }
  }

  #draw(view: View): TemplateResult {
    const { from, to } = this.#whole ? { from: 0, to: this.#turns.length } : this.#range
    const count = this.#turns.length
    const last = count - 1
    const shown = this.#turns.slice(from, to)
    const end = this.#turns[last]
    if (to < count && end !== undefined) shown.push(end)
    return html`${this.#room(from === 0 ? 0 : this.#heights.sum(this.#keys, 0, from))}
    ${repeat(
      shown,
      ({ key }) => key,
      (turn) =>
        html`${turn === end && to < count ? this.#room(this.#heights.sum(this.#keys, to, last)) : nothing}
          <div class=${turn === end ? 'turn last' : 'turn'} .turnKey=${turn.key}>
            ${turnView(turn, turn === end, view)}
          </div>`,
    )}`
  }

  #room(height: number): TemplateResult | typeof nothing {
    if (height <= 0) return nothing
    return html`<div class="room" aria-hidden="true" ${styles({ height: `${height}px` })}></div>`
  }

  /** Once it stands on the page: what it measures, and what it listens to. */
  #settle(): void {
    const list = this.#part?.parentNode
    const pane = list instanceof Element ? list.closest<HTMLElement>('.scroller') : null
    if (pane === null || !this.isConnected) return
    if (pane !== this.#pane) this.#watch(pane)
    this.#observe()
    void this.#move()
  }

  #watch(pane: HTMLElement): void {
    this.#abort?.abort()
    this.#abort = new AbortController()
    this.#pane = pane
    const { signal } = this.#abort
    pane.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal })
    globalThis.addEventListener('beforeprint', () => this.#print(true), { signal })
    globalThis.addEventListener('afterprint', () => this.#print(false), { signal })
    if (typeof ResizeObserver === 'undefined') return
    this.#sizes?.disconnect()
    this.#watched.clear()
    this.#sizes = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries)
        this.#measured(target, borderBoxSize[0]?.blockSize ?? 0)
    })
  }

  #measured(target: Element, height: number): void {
    const { turnKey } = target as TurnElement
    if (turnKey !== undefined && target.isConnected) this.#heights.set(turnKey, height)
  }

  /** By hand: a selector would look through everything in the turns, with each word that comes. */
  #elements(): TurnElement[] {
    const list = this.#part?.parentNode
    const children = list instanceof Element ? [...list.children] : []
    return children.filter((one): one is TurnElement => one.classList.contains('turn'))
  }

  #observe(): void {
    const here = new Set<Element>(this.#elements())
    for (const element of this.#watched) if (!here.has(element)) this.#sizes?.unobserve(element)
    for (const element of here) if (!this.#watched.has(element)) this.#sizes?.observe(element)
    this.#watched = here
  }

  #scrolled(): void {
    void this.#move()
    const [view, pane] = [this.#view, this.#pane]
    if (view === null || pane === null || pane.scrollTop > pane.clientHeight * EARLY) return
    const first = view.thread.entries[0]?.id ?? null
    // A page that could not be had is not asked for again with each movement; the button is still there.
    const { loadingOlder, olderTrouble } = view
    // What could not be loaded is asked for again by the person, when the server may be asked.
    if (!view.thread.hasOlder || loadingOlder || olderTrouble !== null) return
    if (first === this.#asked) return
    this.#asked = first
    view.do.loadOlder()
  }

  /** Goes in steps, one a frame, so that no frame waits for many turns. */
  async #move(): Promise<void> {
    if (this.#moving) return
    this.#moving = true
    try {
      while (this.#step()) await nextFrame()
    } finally {
      this.#moving = false
    }
  }

  #step(): boolean {
    const [pane, view] = [this.#pane, this.#view]
    if (pane === null || view === null || !this.isConnected || this.#whole) return false
    const next = nextRange(this.#range, this.#keys, this.#heights, this.#sight(pane))
    if (next.from === this.#range.from && next.to === this.#range.to) return false
    const anchors = anchorsIn(pane)
    this.#range = next
    this.setValue(this.#draw(view))
    this.#observe()
    for (const element of this.#elements())
      this.#measured(element, element.getBoundingClientRect().height)
    hold(pane, anchors)
    return true
  }

  #sight(pane: HTMLElement): Sight {
    const list = this.#part?.parentNode
    const start = list instanceof Element ? this.#start(list) : 0
    const top = pane.getBoundingClientRect().top - start
    return { top, bottom: top + pane.clientHeight }
  }

  /** Where the first turn begins, or would. */
  #start(list: Element): number {
    return (list.firstElementChild ?? list).getBoundingClientRect().top
  }

  /** On paper everything stands. */
  #print(whole: boolean): void {
    if (this.#view === null) return
    this.#whole = whole
    this.setValue(this.#draw(this.#view))
    this.#observe()
  }
}

/** `turnList(view)`: all turns of a conversation, or as many of them as are in sight. */
export const turnList = directive(TurnListDirective)
