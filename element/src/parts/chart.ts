/** Draws charts. A part of its own: most conversations have none. */
import type { ChartSpec } from '../widgets/chart-spec'
import { drawMarks, type Frame } from './chart/marks'
import { labelStep, reaches, toPixels, valueAxis, type Axis, type Reach } from './chart/scale'
import { shape, widthOf, words } from './chart/svg'
import { cursorFor, placeTooltip, spoken, tooltipFor } from './chart/tooltip'

/** Where nothing is laid out: a test's DOM, a page that is not shown yet. */
const USUAL = { width: 480, height: 220 }
const TICKS = 4
const LONGEST_LABEL = 16
const PAGE = 10

class Chart {
  readonly #svg = shape('svg', { class: 'w-svg', 'aria-hidden': 'true', focusable: 'false' })
  readonly #abort = new AbortController()
  #frame: Frame | null = null
  #reaches: Reach[] = []
  #cursor: SVGGElement[] = []
  #tooltip: HTMLElement | null = null
  #row: number | null = null
  #sizes: ResizeObserver | null = null

  constructor(
    private readonly plot: HTMLElement,
    private readonly told: HTMLElement,
    private spec: ChartSpec,
  ) {
    plot.append(this.#svg)
    this.#draw()
    this.#listen()
  }

  update(spec: ChartSpec): void {
    this.spec = spec
    this.#show(null)
    this.#draw()
  }

  destroy(): void {
    this.#abort.abort()
    this.#sizes?.disconnect()
    this.plot.replaceChildren()
    this.told.textContent = ''
  }

  #draw(): void {
    const width = this.plot.clientWidth || USUAL.width
    const height = this.plot.clientHeight || USUAL.height
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
    this.#svg.replaceChildren()
    this.#reaches = reaches(this.spec)
    const axis = valueAxis(this.#reaches, TICKS)
    const labels = axis.ticks.map((tick) => this.#number(tick))
    const frame = this.#frameOf(width, height, axis, labels)
    this.#frame = frame
    this.#svg.append(this.#grid(axis, labels, frame))
    if (this.spec.xAxis) this.#svg.append(this.#places(frame))
    this.#svg.append(drawMarks(this.spec, this.#reaches, frame))
    if (this.#row !== null) this.#show(this.#row)
  }

  /** Right-to-left pages read a chart from the right as well. */
  #frameOf(width: number, height: number, axis: Axis, labels: readonly string[]): Frame {
    const rtl = getComputedStyle(this.plot).direction === 'rtl'
    const aside = this.spec.yAxis ? widthOf(this.#svg, labels) + 10 : 2
    const [left, right] = rtl ? [2, width - aside] : [aside, width - 2]
    const [top, bottom] = [8, height - (this.spec.xAxis ? 24 : 4)]
    const count = Math.max(1, this.spec.rows.length)
    const bars = this.spec.series.some(({ type }) => type === 'bar')
    const band = bars || count === 1 ? (right - left) / count : (right - left - 8) / (count - 1)
    const from = bars || count === 1 ? band / 2 : 4
    const x = (row: number): number => (rtl ? right - from - row * band : left + from + row * band)
    return { x, y: toPixels(axis, top, bottom), band, left, right, top, bottom }
  }

  #number(value: number): string {
    return new Intl.NumberFormat(this.spec.locale, {
      notation: 'compact',
      maximumFractionDigits: 2,
    }).format(value)
  }

  #grid(axis: Axis, labels: readonly string[], frame: Frame): SVGGElement {
    const group = shape('g', { class: 'w-grid' })
    const rtl = getComputedStyle(this.plot).direction === 'rtl'
    axis.ticks.forEach((tick, at) => {
      const y = frame.y(tick)
      const name = tick === 0 ? 'w-zero' : ''
      group.append(shape('line', { class: name, x1: frame.left, x2: frame.right, y1: y, y2: y }))
      if (!this.spec.yAxis) return
      const x = rtl ? frame.right + 8 : frame.left - 8
      const anchor = rtl ? 'start' : 'end'
      const where = { class: 'w-tick', x, y, dy: '0.32em', 'text-anchor': anchor, direction: 'ltr' }
      group.append(words(labels[at] ?? '', where))
    })
    return group
  }

  #places(frame: Frame): SVGGElement {
    const group = shape('g', { class: 'w-places' })
    const { rows } = this.spec
    const labels = rows.map(({ label }) =>
      label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label,
    )
    const widest = widthOf(this.#svg, labels)
    const step = labelStep(rows.length, widest, frame.right - frame.left)
    labels.forEach((label, row) => {
      if (row % step !== 0) return
      const half = widthOf(this.#svg, [label]) / 2
      const x = Math.max(half, Math.min(frame.x(row), frame.right + 2 - half))
      group.append(
        words(label, { class: 'w-tick', x, y: frame.bottom + 17, 'text-anchor': 'middle' }),
      )
    })
    return group
  }

  #listen(): void {
    const { signal } = this.#abort
    const on = <K extends keyof HTMLElementEventMap>(
      name: K,
      act: (event: HTMLElementEventMap[K]) => void,
    ): void => this.plot.addEventListener(name, act, { signal })
    on('pointermove', (event) => this.#show(this.#under(event)))
    on('pointerdown', (event) => this.#show(this.#under(event)))
    on('pointerleave', () => this.#show(null))
    on('blur', () => this.#show(null))
    on('keydown', (event) => this.#onKey(event))
    if (typeof ResizeObserver === 'undefined') return
    this.#sizes = new ResizeObserver(() => this.#draw())
    this.#sizes.observe(this.plot)
  }

  #under(event: PointerEvent): number | null {
    const frame = this.#frame
    if (frame === null || this.spec.rows.length === 0) return null
    const at = event.clientX - this.plot.getBoundingClientRect().left
    const far = this.spec.rows.map((_row, row) => Math.abs(frame.x(row) - at))
    return far.indexOf(Math.min(...far))
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#row !== null) {
      event.stopPropagation()
      return this.#show(null)
    }
    const to = this.#target(event.key)
    if (to === null) return
    event.preventDefault()
    const row = Math.max(0, Math.min(to, this.spec.rows.length - 1))
    this.#show(row)
    this.told.textContent = spoken(this.spec, row)
  }

  #target(key: string): number | null {
    const last = this.spec.rows.length - 1
    if (last < 0) return null
    const forward = getComputedStyle(this.plot).direction === 'rtl' ? -1 : 1
    const step = (by: number): number => (this.#row === null ? 0 : this.#row + by)
    const targets: Record<string, () => number> = {
      ArrowRight: () => step(forward),
      ArrowLeft: () => step(-forward),
      PageDown: () => step(PAGE),
      PageUp: () => step(-PAGE),
      Home: () => 0,
      End: () => last,
    }
    return targets[key]?.() ?? null
  }

  #show(row: number | null): void {
    for (const part of this.#cursor) part.remove()
    this.#tooltip?.remove()
    this.#cursor = []
    this.#tooltip = null
    this.#row = row
    const frame = this.#frame
    if (row === null || frame === null) return
    const [line, dots] = cursorFor(this.spec, this.#reaches, frame, row)
    this.#svg.querySelector('.w-marks')?.before(line)
    this.#svg.append(dots)
    this.#cursor = [line, dots]
    if (!this.spec.tooltip) return
    this.#tooltip = tooltipFor(this.spec, row)
    this.plot.append(this.#tooltip)
    placeTooltip(this.#tooltip, this.plot, frame, row)
  }
}

/** @param told - A live region for the values under the keyboard's cursor. */
export function draw(
  plot: HTMLElement,
  told: HTMLElement,
  spec: ChartSpec,
): { update(spec: ChartSpec): void; destroy(): void } {
  return new Chart(plot, told, spec)
}
