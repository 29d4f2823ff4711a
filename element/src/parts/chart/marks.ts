/** Bars, areas and lines. */
import * as d3 from 'd3-shape'
import type { ChartSpec, Curve } from '../../widgets/chart-spec'
import { barGroups, type Reach } from './scale'
import { shape } from './svg'

export type Frame = {
  /** Middle of a place on the x axis. */
  x: (row: number) => number
  y: (value: number) => number
  /** Width of one place. */
  band: number
  left: number
  right: number
  top: number
  bottom: number
}

const CURVES: Readonly<Record<Curve, d3.CurveFactory>> = {
  basis: d3.curveBasis,
  basisClosed: d3.curveBasisClosed,
  basisOpen: d3.curveBasisOpen,
  bumpX: d3.curveBumpX,
  bumpY: d3.curveBumpY,
  bump: d3.curveBumpX,
  linear: d3.curveLinear,
  linearClosed: d3.curveLinearClosed,
  natural: d3.curveNatural,
  monotoneX: d3.curveMonotoneX,
  monotoneY: d3.curveMonotoneY,
  monotone: d3.curveMonotoneX,
  step: d3.curveStep,
  stepBefore: d3.curveStepBefore,
  stepAfter: d3.curveStepAfter,
}
const WIDEST_BAR = 44
const ROUND = 4

export function drawMarks(spec: ChartSpec, all: readonly Reach[], frame: Frame): SVGGElement {
  const layer = shape('g', { class: 'w-marks' })
  const order = { area: 0, bar: 1, line: 2 }
  const drawn = spec.series
    .map((series, at) => ({ series, at }))
    .sort((a, b) => order[a.series.type] - order[b.series.type])
  for (const { series, at } of drawn) {
    const group = shape('g', { class: `w-${series.type}` })
    group.style.setProperty('--series', series.color)
    const reach = all[at] ?? []
    if (series.type === 'bar') group.append(...bars(spec, at, all, frame))
    else group.append(...curves(series.type, series.curve, reach, frame))
    layer.append(group)
  }
  return layer
}

function bars(spec: ChartSpec, at: number, all: readonly Reach[], frame: Frame): SVGPathElement[] {
  const groups = barGroups(spec)
  const reach = all[at] ?? []
  const many = new Set(groups.values()).size
  const between = spec.barGap ?? Math.min(4, frame.band * 0.05)
  const around = spec.categoryGap ?? frame.band * 0.28
  const room = Math.max(many, frame.band - around)
  const width = Math.min(WIDEST_BAR, Math.max(1, (room - between * (many - 1)) / many))
  const whole = width * many + between * (many - 1)
  const shift = (groups.get(at) ?? 0) * (width + between) - whole / 2
  const stack = [...groups].filter(([, group]) => group === groups.get(at)).map(([one]) => one)
  return reach.flatMap((ends, row) => {
    if (ends === null || ends[0] === ends[1]) return []
    const [from, to] = Math.abs(ends[0]) < Math.abs(ends[1]) ? ends : [ends[1], ends[0]]
    const round = stack.every((one) => !isBeyond(all[one]?.[row] ?? null, to))
    const path = barPath(frame.x(row) + shift, width, [frame.y(from), frame.y(to)], round)
    return [shape('path', { d: path })]
  })
}

/** Only the last bar of a stack has an end of its own. */
function isBeyond(ends: [number, number] | null, end: number): boolean {
  return ends !== null && (end > 0 ? Math.max(...ends) > end : Math.min(...ends) < end)
}

/** Round where the value ends, straight where it stands. */
function barPath(
  x: number,
  width: number,
  [from, to]: readonly [number, number],
  isLast: boolean,
): string {
  const round = isLast ? Math.min(ROUND, width / 2, Math.abs(to - from)) : 0
  const back = to < from ? round : -round
  return (
    `M${x},${from}V${to + back}Q${x},${to} ${x + round},${to}` +
    `H${x + width - round}Q${x + width},${to} ${x + width},${to + back}V${from}Z`
  )
}

function curves(type: 'area' | 'line', name: Curve, reach: Reach, frame: Frame): SVGElement[] {
  const curve = CURVES[name]
  const defined = (ends: [number, number] | null): boolean => ends !== null
  const x = (_ends: unknown, row: number): number => frame.x(row)
  const top = (ends: [number, number] | null): number => frame.y(ends?.[1] ?? 0)
  const line = d3.line<[number, number] | null>(x, top).defined(defined).curve(curve)(reach)
  const parts: SVGElement[] = []
  if (type === 'area') {
    const floor = (ends: [number, number] | null): number => frame.y(ends?.[0] ?? 0)
    const area = d3
      .area<[number, number] | null>(x, floor, top)
      .defined(defined)
      .curve(areaCurve(curve))
    parts.push(shape('path', { class: 'w-area-fill', d: area(reach) ?? '' }))
  }
  parts.push(shape('path', { class: 'w-stroke', d: line ?? '' }), ...lonely(reach, frame))
  return parts
}

/** A closed curve has no base to lie on: its area is what it closes around. */
function areaCurve(curve: d3.CurveFactory): d3.CurveFactory {
  if (curve === d3.curveBasisClosed) return d3.curveBasis
  return curve === d3.curveLinearClosed ? d3.curveLinear : curve
}

/** A value between two gaps would be a line without length. */
function lonely(reach: Reach, frame: Frame): SVGElement[] {
  return reach.flatMap((ends, row) => {
    const beside = reach[row - 1] ?? reach[row + 1] ?? null
    if (ends === null || beside !== null) return []
    return [shape('circle', { class: 'w-dot', cx: frame.x(row), cy: frame.y(ends[1]), r: 3 })]
  })
}
