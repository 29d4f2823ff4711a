// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { labelStep, reaches, valueAxis } from '../parts/chart/scale'
import { setPartLoader } from '../lazy'
import { loadPart } from '../testing/parts'
import { key, settled, showWidget, type Shown } from '../testing/widget'
import { specOf } from './chart-spec'

beforeEach(() => {
  document.body.replaceChildren()
  setPartLoader(loadPart)
})

const chart = {
  type: 'Chart',
  data: [
    { m: 'Jan', a: 3, b: -1 },
    { m: 'Feb', a: 9, b: 5 },
    { m: 'Mar', a: '4', b: null },
  ],
  series: [
    { type: 'bar', dataKey: 'a', label: 'Done', stack: 's' },
    { type: 'bar', dataKey: 'b', label: 'Late', stack: 's' },
  ],
  xAxis: { dataKey: 'm', labels: { Jan: 'January' } },
}

async function drawn(node: object = chart): Promise<Shown> {
  const shown = showWidget({ type: 'Card', children: [node] })
  await vi.waitUntil(() => shown.box.querySelector('.w-marks') !== null)
  return shown
}
const cells = ({ box }: Shown): string[][] =>
  [...box.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent ?? ''),
  )

describe('a chart', () => {
  it('has its numbers in a table beside it', async () => {
    const shown = await drawn()

    expect(cells(shown)).toEqual([
      ['January', '3', '-1'],
      ['Feb', '9', '5'],
      ['Mar', '4', '–'],
    ])
    expect(shown.box.querySelector('.w-plot')?.getAttribute('aria-label')).toBe('Chart: Done, Late')
  })

  it('is read with the arrow keys', async () => {
    const shown = await drawn()
    const plot = shown.box.querySelector('.w-plot')!
    const told = shown.box.querySelector('[role=status]')!

    key(plot, 'ArrowRight')
    const first = told.textContent
    key(plot, 'End')

    expect(first).toBe('January: Done 3, Late -1')
    expect(told.textContent).toBe('Mar: Done 4, Late –')
    expect(shown.box.querySelector('.w-tooltip')?.textContent).toBe('MarDone4Late–')
    key(plot, 'Escape')
    expect(shown.box.querySelector('.w-tooltip')).toBeNull()
  })

  it('is shown as a table on demand', async () => {
    const shown = await drawn()

    shown.box.querySelector<HTMLElement>('.w-chart-table-button')!.click()

    expect(shown.box.querySelector('.w-plot')).toBeNull()
    expect(shown.box.querySelector('.w-chart .w-table-box')).not.toBeNull()
  })

  it('is a table where its drawing cannot be had', async () => {
    setPartLoader(() => Promise.reject(new Error('offline')))
    const shown = showWidget({ type: 'Card', children: [chart] })
    await settled()

    expect(shown.box.querySelector('.w-chart .w-table-box')).not.toBeNull()
    expect(shown.box.querySelector('.w-chart-table-button')).toBeNull()
  })

  it('follows new numbers without being made anew', async () => {
    const shown = await drawn()
    const svg = shown.box.querySelector('svg.w-svg')

    shown.show({ type: 'Card', children: [{ ...chart, data: [{ m: 'Apr', a: 1, b: 1 }] }] })

    expect(shown.box.querySelector('svg.w-svg')).toBe(svg)
    expect(cells(shown)).toEqual([['Apr', '1', '1']])
    expect(shown.box.querySelectorAll('.w-bar path')).toHaveLength(2)
  })

  it('draws nothing of what is no number, and does not break', async () => {
    const shown = await drawn({
      type: 'Chart',
      data: [{ m: 'x', a: 'many' }, { a: Infinity }, 7, null],
      series: [{ type: 'line', dataKey: 'a' }, { type: 'cake', dataKey: '__proto__' }, 'no'],
      xAxis: 'm',
    })

    expect(shown.box.querySelector('svg')?.outerHTML).not.toMatch(/NaN|Infinity/)
  })

  it('survives having no data at all', async () => {
    const shown = await drawn({
      type: 'Chart',
      data: [],
      series: [{ type: 'area', dataKey: 'a' }],
      xAxis: 'm',
    })

    key(shown.box.querySelector('.w-plot')!, 'ArrowRight')

    expect(shown.box.querySelector('svg')?.outerHTML).not.toMatch(/NaN/)
  })
})

describe('the scale of a chart', () => {
  const spec = specOf(chart, 'en')

  it('stacks what is above zero upwards and what is below downwards', () => {
    expect(reaches(spec)).toEqual([
      [
        [0, 3],
        [0, 9],
        [0, 4],
      ],
      [[-1, 0], [9, 14], null],
    ])
  })

  it('always holds zero', () => {
    const axis = valueAxis(
      [
        [
          [0, 60],
          [0, 80],
        ],
      ],
      4,
    )

    expect([axis.low, axis.ticks[0], axis.high >= 80]).toEqual([0, 0, true])
    expect(valueAxis([], 4)).toMatchObject({ low: 0, high: 1 })
  })

  it('writes only as many labels as have the room', () => {
    expect([labelStep(10, 30, 1000), labelStep(100, 30, 420)]).toEqual([1, 10])
  })

  it('is bounded', () => {
    const data = Array.from({ length: 5000 }, (_, a) => ({ a }))
    const series = Array.from({ length: 90 }, () => ({ type: 'bar', dataKey: 'a' }))

    const { rows, series: kept } = specOf({ type: 'Chart', data, series, xAxis: 'a' }, 'en')

    expect([rows.length, kept.length]).toEqual([1000, 20])
  })
})
