/** What a chart shows, read from a component and free of anything that a drawing could trip over. */
import { chartColour } from './colour'
import { isNode, isOn, nodesOf, pick, said, type Node } from './node'

export const CURVES = [
  'basis',
  'basisClosed',
  'basisOpen',
  'bumpX',
  'bumpY',
  'bump',
  'linear',
  'linearClosed',
  'natural',
  'monotoneX',
  'monotoneY',
  'monotone',
  'step',
  'stepBefore',
  'stepAfter',
] as const
export type Curve = (typeof CURVES)[number]

export type Series = {
  type: 'bar' | 'area' | 'line'
  label: string
  /** CSS. */
  color: string
  stack: string | null
  curve: Curve
}

export type ChartSpec = {
  series: Series[]
  /** One row for each place on the x axis; null where a series has no value there. */
  rows: { label: string; values: (number | null)[] }[]
  yAxis: boolean
  xAxis: boolean
  tooltip: boolean
  /** Pixels between the bars of a category, and between the categories; null leaves it to the drawing. */
  barGap: number | null
  categoryGap: number | null
  locale: string
}

const SEQUENCE = ['blue', 'purple', 'orange', 'green', 'red', 'yellow', 'pink']
/** More than can be told apart on a screen; a bound on what one message may draw. */
const MOST_ROWS = 1000
const MOST_SERIES = 20

function seriesOf(node: Node): { keys: string[]; series: Series[] } {
  const all = nodesOf(node['series']).slice(0, MOST_SERIES)
  const keys = all.map((one) => said(one, 'dataKey'))
  const series = all.map((one, at) => ({
    type: pick(one['type'], ['bar', 'area', 'line'], 'bar'),
    label: said(one, 'label') || said(one, 'dataKey'),
    color: chartColour(one['color']) ?? `var(--chart-${SEQUENCE[at % SEQUENCE.length]})`,
    stack: said(one, 'stack') || null,
    curve: pick(one['curveType'], CURVES, 'monotone'),
  }))
  return { keys, series }
}

export function specOf(node: Node, locale: string): ChartSpec {
  const axis: Node = isNode(node['xAxis']) ? node['xAxis'] : { dataKey: node['xAxis'] }
  const names: Node = isNode(axis['labels']) ? axis['labels'] : {}
  const { keys, series } = seriesOf(node)
  const rows = nodesOf(node['data'])
    .slice(0, MOST_ROWS)
    .map((row) => {
      const label = said(row, said(axis, 'dataKey'))
      return {
        label: Object.hasOwn(names, label) ? said(names, label) : label,
        values: keys.map((key) => numberOf(row[key])),
      }
    })
  return {
    series,
    rows,
    yAxis: isOn(node, 'showYAxis'),
    xAxis: !isOn(axis, 'hide'),
    tooltip: node['showTooltip'] !== false,
    barGap: gap(node['barGap']),
    categoryGap: gap(node['barCategoryGap']),
    locale,
  }
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

function gap(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value < 200 ? value : null
}
