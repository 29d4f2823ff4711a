/** Lifts an element above the page, beside what it belongs to; no edge of the element cuts it off. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive, PartType, type PartInfo } from 'lit/directive.js'

export type Popover = {
  /** Where it belongs; null while that cannot be told. */
  beside: (self: HTMLElement) => Element | DOMRect | null
  /** The side that is preferred; the other one is taken where it has more room. */
  side: 'above' | 'below' | 'left' | 'right'
  /** Which edges stand in line. */
  align: 'start' | 'center' | 'end'
  /** Somebody pressed elsewhere. */
  onLeave?: () => void
}

const GAP = 6
const EDGE = 8

class PopoverDirective extends AsyncDirective {
  #element: HTMLElement | null = null
  #popover: Popover | null = null
  #abort: AbortController | null = null
  #sizes: ResizeObserver | null = null

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('popover() belongs on an element.')
  }

  render(_popover: Popover): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [popover]: [Popover]): typeof noChange {
    this.#element = part.element as HTMLElement
    this.#popover = popover
    // The template that holds it may not stand in the page yet.
    queueMicrotask(() => (this.#abort === null ? this.#open() : this.#place()))
    return noChange
  }

  protected override disconnected(): void {
    this.#abort?.abort()
    this.#abort = null
    this.#sizes?.disconnect()
    this.#sizes = null
  }

  #open(): void {
    const element = this.#element
    if (element === null || !this.isConnected || !element.isConnected) return
    this.#abort = new AbortController()
    this.#watch(element, this.#abort.signal)
    // Not in every browser that can do the rest, and not in a test's DOM: there it stands in the page.
    if (typeof element.showPopover === 'function') {
      element.popover = 'manual'
      element.showPopover()
    }
    this.#place()
    firstItem(element)?.focus({ preventScroll: true })
  }

  #watch(element: HTMLElement, signal: AbortSignal): void {
    const place = (): void => this.#place()
    window.addEventListener('resize', place, { signal })
    window.addEventListener('scroll', place, { signal, capture: true, passive: true })
    window.visualViewport?.addEventListener('resize', place, { signal })
    document.addEventListener('pointerdown', (event) => this.#leave(event), {
      signal,
      capture: true,
    })
    if (typeof ResizeObserver === 'undefined') return
    this.#sizes = new ResizeObserver(place)
    this.#sizes.observe(element)
  }

  #leave(event: Event): void {
    const element = this.#element
    if (element === null) return
    const beside = this.#popover?.beside(element)
    const path = event.composedPath()
    const inside = [element, beside].some((one) => one instanceof Element && path.includes(one))
    if (!inside) this.#popover?.onLeave?.()
  }

  #place(): void {
    const [element, popover] = [this.#element, this.#popover]
    if (element === null || popover === null) return
    const beside = popover.beside(element)
    if (beside === null) return
    const anchor = beside instanceof Element ? beside.getBoundingClientRect() : beside
    const { style } = element
    const aside = leftBeside(anchor, element, popover.side)
    const { top, bottom, room } =
      aside === null
        ? vertical(anchor, wholeHeight(element), popover.side)
        : verticalBeside(anchor, element.offsetHeight, popover.align)
    style.setProperty('top', top)
    style.setProperty('bottom', bottom)
    style.setProperty('--room', `${room}px`)
    style.setProperty('left', `${aside ?? left(anchor, element, popover.align)}px`)
  }
}

/** A menu takes the focus; what merely shows something leaves it where it is. */
function firstItem(element: HTMLElement): HTMLElement | null {
  return (
    element.querySelector<HTMLElement>('[data-first]') ??
    element.querySelector<HTMLElement>('[data-item]:not(:disabled)')
  )
}

/** With all that would have to be scrolled for. */
function wholeHeight(element: HTMLElement): number {
  const hidden = [...element.children].map((part) => part.scrollHeight - part.clientHeight)
  return element.scrollHeight + hidden.reduce((all, one) => all + Math.max(0, one), 0)
}

type Vertical = { top: string; bottom: string; room: number }

/** Held at the edge that is near its anchor, so that it grows away from it. */
function vertical(anchor: DOMRect, height: number, side: Popover['side']): Vertical {
  const view = document.documentElement.clientHeight
  const above = anchor.top - GAP - EDGE
  const below = view - anchor.bottom - GAP - EDGE
  const up =
    side === 'above'
      ? above >= Math.min(height, 320) || above >= below
      : below < height && above > below
  return up
    ? { top: 'auto', bottom: `${view - anchor.top + GAP}px`, room: above }
    : { top: `${anchor.bottom + GAP}px`, bottom: 'auto', room: below }
}

function left(anchor: DOMRect, element: HTMLElement, align: Popover['align']): number {
  const rtl = getComputedStyle(element).direction === 'rtl'
  const width = element.offsetWidth
  if (align === 'center') return within(anchor.left + (anchor.width - width) / 2, width)
  return within((align === 'start') === rtl ? anchor.right - width : anchor.left, width)
}

function within(wanted: number, width: number): number {
  return Math.max(EDGE, Math.min(wanted, document.documentElement.clientWidth - width - EDGE))
}

/** Null where it is not wanted beside, or neither side has the room. */
function leftBeside(anchor: DOMRect, element: HTMLElement, side: Popover['side']): number | null {
  if (side !== 'left' && side !== 'right') return null
  const width = element.offsetWidth
  const toLeft = anchor.left - GAP - width
  const toRight = anchor.right + GAP
  const fits = (at: number): boolean =>
    at >= EDGE && at + width <= document.documentElement.clientWidth - EDGE
  const [wanted, other] = side === 'left' ? [toLeft, toRight] : [toRight, toLeft]
  return fits(wanted) ? wanted : fits(other) ? other : null
}

function verticalBeside(anchor: DOMRect, height: number, align: Popover['align']): Vertical {
  const view = document.documentElement.clientHeight
  const wanted = {
    start: anchor.top,
    center: anchor.top + (anchor.height - height) / 2,
    end: anchor.bottom - height,
  }[align]
  const top = Math.max(EDGE, Math.min(wanted, view - height - EDGE))
  return { top: `${top}px`, bottom: 'auto', room: view - 2 * EDGE }
}

export const popover = directive(PopoverDirective)
