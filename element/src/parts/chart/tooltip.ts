/** The values of one place, beside the place; and the same read out for whoever goes there by keys. */
import type { ChartSpec } from '../../widgets/chart-spec'
import { shape } from './svg'
import type { Frame } from './marks'
import type { Reach } from './scale'

const GAP = 12

function element(tag: string, name: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = name
  made.textContent = text
  return made
}

export function valueWords(value: number | null, locale: string): string {
  return value === null ? '–' : new Intl.NumberFormat(locale).format(value)
}

export function spoken({ rows, series, locale }: ChartSpec, row: number): string {
  const { label = '', values = [] } = rows[row] ?? {}
  const said = series.map((one, at) => `${one.label} ${valueWords(values[at] ?? null, locale)}`)
  return `${label}: ${said.join(', ')}`
}

export function tooltipFor({ rows, series, locale }: ChartSpec, row: number): HTMLElement {
  const box = element('div', 'w-tooltip')
  const { label = '', values = [] } = rows[row] ?? {}
  if (label !== '') box.append(element('strong', '', label))
  series.forEach((one, at) => {
    const line = element('div', 'w-tooltip-line')
    const mark = element('i', '')
    mark.dataset['type'] = one.type
    mark.style.setProperty('--series', one.color)
    const value = element('b', '', valueWords(values[at] ?? null, locale))
    line.append(mark, element('span', '', one.label), value)
    box.append(line)
  })
  return box
}

/** Beside the place, on the side that has the room. */
export function placeTooltip(box: HTMLElement, plot: HTMLElement, frame: Frame, row: number): void {
  const at = frame.x(row)
  const width = box.offsetWidth
  const right = at + GAP + width <= plot.clientWidth
  const left = right ? at + GAP : at - GAP - width
  box.style.setProperty('left', `${Math.max(0, Math.min(left, plot.clientWidth - width))}px`)
  box.style.setProperty('top', `${Math.max(0, frame.top)}px`)
}

/** The line through a place, to lie below the marks; and a dot on each curve that it crosses, to lie above. */
export function cursorFor(
  spec: ChartSpec,
  all: readonly Reach[],
  frame: Frame,
  row: number,
): [SVGGElement, SVGGElement] {
  const [line, dots] = [shape('g', { class: 'w-cursor' }), shape('g', { class: 'w-cursor' })]
  const bars = spec.series.some(({ type }) => type === 'bar')
  const [x, half] = [frame.x(row), frame.band / 2]
  const { top, bottom } = frame
  line.append(
    bars
      ? shape('rect', {
          class: 'w-band',
          x: x - half,
          y: top,
          width: half * 2,
          height: bottom - top,
        })
      : shape('line', { x1: x, x2: x, y1: top, y2: bottom }),
  )
  spec.series.forEach(({ type, color }, at) => {
    const ends = all[at]?.[row] ?? null
    if (type === 'bar' || ends === null) return
    const dot = shape('circle', { class: 'w-dot', cx: x, cy: frame.y(ends[1]), r: 4 })
    dot.style.setProperty('--series', color)
    dots.append(dot)
  })
  return [line, dots]
}
