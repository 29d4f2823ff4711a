/** From values to pixels. Pure. */
import { nice, ticks } from 'd3-array'
import { stack, stackOffsetDiverging, stackOffsetNone } from 'd3-shape'
import type { ChartSpec } from '../../widgets/chart-spec'

/** From where to where a series reaches at each place; null where it has no value. */
export type Reach = ([number, number] | null)[]

/** Stacks what is to be stacked; what stands alone reaches from zero. */
export function reaches({ series, rows }: ChartSpec): Reach[] {
  const alone = (at: number): Reach =>
    rows.map(({ values }) => (values[at] == null ? null : [0, values[at]]))
  const result = series.map((_one, at) => alone(at))
  for (const [key, members] of stacks(series)) {
    const offset = key.startsWith('bar') ? stackOffsetDiverging : stackOffsetNone
    const layers = stack<(number | null)[], number>()
      .keys(members)
      .value((values, at) => values[at] ?? 0)
      .offset(offset)(rows.map(({ values }) => values))
    for (const layer of layers)
      result[layer.key] = layer.map(([low, high], row) =>
        rows[row]?.values[layer.key] == null ? null : [low, high],
      )
  }
  return result
}

function stacks(series: ChartSpec['series']): Map<string, number[]> {
  const found = new Map<string, number[]>()
  series.forEach(({ type, stack: name }, at) => {
    if (name === null || type === 'line') return
    found.set(`${type}:${name}`, [...(found.get(`${type}:${name}`) ?? []), at])
  })
  return found
}

export type Axis = { low: number; high: number; ticks: number[] }

/** Zero is always on the axis: a length that begins elsewhere would lie. */
export function valueAxis(all: readonly Reach[], wanted: number): Axis {
  const ends = all.flat().flatMap((reach) => reach ?? [])
  const low = ends.reduce((least, value) => Math.min(least, value), 0)
  const high = ends.reduce((most, value) => Math.max(most, value), 0)
  const [from, to] = low === high ? [0, 1] : nice(low, high, wanted)
  return { low: from, high: to, ticks: ticks(from, to, wanted) }
}

export function toPixels({ low, high }: Axis, top: number, bottom: number) {
  return (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top)
}

/** Which bars stand beside each other: each stack is one. */
export function barGroups({ series }: ChartSpec): Map<number, number> {
  const names: string[] = []
  const groups = new Map<number, number>()
  series.forEach(({ type, stack: name }, at) => {
    if (type !== 'bar') return
    const key = name ?? `#${at}`
    if (!names.includes(key)) names.push(key)
    groups.set(at, names.indexOf(key))
  })
  return groups
}

/** Every how many labels one is written, so that none runs into the next. */
export function labelStep(count: number, widest: number, room: number): number {
  return Math.max(1, Math.ceil((count * (widest + 12)) / Math.max(1, room)))
}
