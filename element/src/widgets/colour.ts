/** Colours that a server names: a token, a step of a hue, or CSS of a known form. Nothing else reaches style. */
import { lookup } from '../lookup'
import type { Node } from './node'

const TOKENS: Readonly<Record<string, string>> = {
  prose: 'var(--text)',
  primary: 'var(--text)',
  emphasis: 'var(--text)',
  secondary: 'var(--text-2)',
  tertiary: 'var(--text-3)',
  success: 'var(--success)',
  warning: 'var(--warning)',
  danger: 'var(--danger)',
  info: 'var(--info)',
  discovery: 'var(--discovery)',
  surface: 'var(--surface)',
  'surface-secondary': 'var(--surface-2)',
  'surface-tertiary': 'var(--surface-3)',
  'surface-elevated': 'var(--raised)',
  'surface-elevated-secondary': 'var(--raised-2)',
  default: 'var(--line)',
  subtle: 'var(--line-soft)',
  strong: 'var(--line-strong)',
}

/** Hue and greatest chroma of the named palettes. */
const HUES: Readonly<Record<string, readonly [number, number]>> = {
  gray: [260, 0.006],
  grey: [260, 0.006],
  red: [26, 0.2],
  orange: [55, 0.17],
  yellow: [92, 0.16],
  green: [150, 0.15],
  blue: [256, 0.17],
  purple: [302, 0.19],
  pink: [354, 0.18],
}
/** Lightness by step: even to the eye, and 500 is the middle. */
const STEPS: readonly (readonly [number, number])[] = [
  [0, 100],
  [25, 98.6],
  [50, 97.2],
  [100, 94.2],
  [200, 88.5],
  [300, 80.5],
  [400, 71],
  [500, 62],
  [600, 53],
  [700, 45],
  [800, 37],
  [900, 29.5],
  [950, 23],
  [1000, 15],
]
const CHART = new Set(['blue', 'purple', 'orange', 'green', 'red', 'yellow', 'pink'])
const CSS_COLOUR =
  /^(#[0-9a-f]{3,8}|(rgb|hsl|oklch|oklab|lch|lab|hwb)a?\([\d\s,.%/a-z-]{1,60}\)|[a-z]{3,24})$/i

/** The colour of one step of a palette; steps between the named ones lie between them. */
export function primitive(palette: string, step: number): string | null {
  const hue = lookup(HUES, palette)
  if (hue === undefined || step < 0 || step > 1000) return null
  const lightness = between(step)
  const strength = Math.sin(Math.PI * Math.min(1, Math.max(0.06, (100 - lightness) / 78)) ** 0.72)
  const chroma = hue[1] < 0.01 ? hue[1] : hue[1] * Math.max(0.1, strength)
  return `oklch(${lightness.toFixed(1)}% ${chroma.toFixed(3)} ${hue[0]})`
}

function between(step: number): number {
  const above = STEPS.findIndex(([at]) => at >= step)
  const [high, light] = STEPS[above] ?? [1000, 15]
  const [low, lighter] = STEPS[above - 1] ?? [high, light]
  return high === low ? light : lighter + ((light - lighter) * (step - low)) / (high - low)
}

function colourText(value: string): string | null {
  const token = lookup(TOKENS, value)
  if (token !== undefined) return token
  const [, palette, step] = /^([a-z]+)-(\d{1,4})$/.exec(value) ?? []
  if (palette !== undefined) return primitive(palette, Number(step))
  return CSS_COLOUR.test(value) ? value : null
}

export function colour(value: unknown): string | null {
  if (typeof value === 'string') return colourText(value.trim())
  if (typeof value !== 'object' || value === null) return null
  const { light, dark } = value as Node
  const [a, b] = [light, dark].map((one) => (typeof one === 'string' ? colourText(one) : null))
  return a == null || b == null ? (a ?? b ?? null) : `light-dark(${a}, ${b})`
}

/** Charts have colours of their own under the names of hues. */
export function chartColour(value: unknown): string | null {
  if (typeof value === 'string' && CHART.has(value)) return `var(--chart-${value})`
  if (typeof value !== 'object' || value === null) return colour(value)
  const { light, dark } = value as Node
  const [a, b] = [chartColour(light), chartColour(dark)]
  return a === null || b === null ? (a ?? b) : `light-dark(${a}, ${b})`
}
