/** Widget sizes and colours as CSS. Servers write these values, so only known forms pass. */
import { lookup } from '../lookup'
import type { Styles } from '../views/dom'

export type Node = Readonly<Record<string, unknown>>

const UNIT_PX = 4
const LENGTH = /^-?\d*\.?\d+(px|%|rem|em|vh|vw|ch|fr)?$/
const WORDS = new Set(['auto', 'fit-content', 'min-content', 'max-content', 'none'])

function isLength(value: string): boolean {
  return LENGTH.test(value) || WORDS.has(value)
}

/** Spacing counts in units of 4 px. */
export function spacing(value: unknown): string | null {
  if (typeof value === 'number') return `${value * UNIT_PX}px`
  if (typeof value !== 'string') return null
  if (/^\d*\.?\d+$/.test(value)) return `${Number(value) * UNIT_PX}px`
  return isLength(value) ? value : null
}

/** Sizes count in pixels. */
export function length(value: unknown): string | null {
  if (typeof value === 'number') return `${value}px`
  return typeof value === 'string' && isLength(value) ? value : null
}

export function sides(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return spacing(value)
  const box = value as Node
  const side = (name: string, axis: string): string => spacing(box[name] ?? box[axis]) ?? '0px'
  return `${side('top', 'y')} ${side('right', 'x')} ${side('bottom', 'y')} ${side('left', 'x')}`
}

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
  surface: 'var(--surface)',
  'surface-secondary': 'var(--surface-2)',
  'surface-tertiary': 'var(--surface-3)',
  'surface-elevated': 'var(--raised)',
  'surface-elevated-secondary': 'var(--surface-2)',
  default: 'var(--line)',
  subtle: 'var(--line)',
  strong: 'var(--line-strong)',
}

const HUES: Readonly<Record<string, number>> = {
  red: 25,
  orange: 55,
  yellow: 90,
  green: 150,
  blue: 255,
  purple: 300,
  pink: 0,
  discovery: 300,
}
const CSS_COLOUR = /^(#[0-9a-f]{3,8}|(rgb|hsl|oklch|oklab|hwb)a?\([\d\s,.%/a-z-]+\)|[a-z]+)$/i

function colourText(value: string): string | null {
  const token = lookup(TOKENS, value)
  if (token !== undefined) return token
  const primitive = /^([a-z]+)-(\d{2,3})$/.exec(value)
  const hue = lookup(HUES, primitive?.[1] ?? '')
  const step = Number(primitive?.[2])
  if (primitive !== null && (hue !== undefined || primitive[1] === 'gray'))
    return `oklch(${100 - step / 13.5}% ${hue === undefined ? 0 : 0.16 * Math.min(1, step / 450)} ${hue ?? 0})`
  return CSS_COLOUR.test(value) ? value : null
}

export function colour(value: unknown): string | null {
  if (typeof value === 'string') return colourText(value)
  if (typeof value !== 'object' || value === null) return null
  const { light, dark } = value as Node
  const [a, b] = [colour(light), colour(dark)]
  return a === null || b === null ? (a ?? b) : `light-dark(${a}, ${b})`
}

function border(value: unknown): string | null {
  if (typeof value === 'number') return `${value}px solid var(--line)`
  if (typeof value !== 'object' || value === null) return null
  const { size, color, style } = value as Node
  const line = ['dashed', 'dotted', 'double'].includes(String(style)) ? String(style) : 'solid'
  return typeof size === 'number' ? `${size}px ${line} ${colour(color) ?? 'var(--line)'}` : null
}

function borders(value: unknown): Styles {
  const whole = border(value)
  if (whole !== null) return { border: whole }
  if (typeof value !== 'object' || value === null) return {}
  const box = value as Node
  return {
    'border-top': border(box['top'] ?? box['y']),
    'border-right': border(box['right'] ?? box['x']),
    'border-bottom': border(box['bottom'] ?? box['y']),
    'border-left': border(box['left'] ?? box['x']),
  }
}

const RADII: Readonly<Record<string, string>> = {
  none: '0',
  '2xs': '2px',
  xs: '4px',
  sm: '6px',
  md: '8px',
  lg: '10px',
  xl: '12px',
  '2xl': '16px',
  '3xl': '20px',
  '4xl': '24px',
  full: '999px',
  '100%': '100%',
}

export function block(node: Node): Styles {
  const size = length(node['size'])
  return {
    width: length(node['width']) ?? size,
    height: length(node['height']) ?? size,
    'min-width': length(node['minWidth'] ?? node['minSize']),
    'min-height': length(node['minHeight'] ?? node['minSize']),
    'max-width': length(node['maxWidth'] ?? node['maxSize']),
    'max-height': length(node['maxHeight'] ?? node['maxSize']),
    'aspect-ratio': ratio(node['aspectRatio']),
    'border-radius': lookup(RADII, String(node['radius'])) ?? null,
    margin: sides(node['margin']),
  }
}

function ratio(value: unknown): string | null {
  return /^\d*\.?\d+(\s*\/\s*\d*\.?\d+)?$/.test(String(value)) ? String(value) : null
}

const ALIGN: Readonly<Record<string, string>> = { start: 'flex-start', end: 'flex-end' }
const JUSTIFY: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
}
const PLACES = new Set(['center', 'stretch', 'baseline'])

function place(value: unknown, names: Readonly<Record<string, string>>): string | null {
  const name = String(value)
  return lookup(names, name) ?? (PLACES.has(name) ? name : null)
}

export function flexBox(node: Node, direction: 'row' | 'col'): Styles {
  const wrap = String(node['wrap'])
  return {
    ...block(node),
    ...borders(node['border']),
    'flex-direction': direction === 'row' ? 'row' : 'column',
    'align-items': place(node['align'], ALIGN) ?? (direction === 'row' ? 'center' : null),
    'justify-content': place(node['justify'], JUSTIFY),
    'flex-wrap': ['wrap', 'nowrap', 'wrap-reverse'].includes(wrap) ? wrap : null,
    flex: /^[\d.]+( [\d.]+)?( auto| [\d.]+%?)?$|^auto$/.test(String(node['flex']))
      ? String(node['flex'])
      : null,
    gap: spacing(node['gap']),
    padding: sides(node['padding']),
    background: colour(node['background']),
  }
}

const WEIGHTS: Readonly<Record<string, string>> = {
  normal: '400',
  medium: '500',
  semibold: '600',
  bold: '700',
}

export function textStyles(node: Node): Styles {
  const lines = node['maxLines']
  return {
    color: colour(node['color']),
    'font-weight': lookup(WEIGHTS, String(node['weight'])) ?? null,
    'text-align': ['start', 'center', 'end'].includes(String(node['textAlign']))
      ? String(node['textAlign'])
      : null,
    width: length(node['width']),
    '-webkit-line-clamp': typeof lines === 'number' ? String(lines) : null,
    'min-height': typeof node['minLines'] === 'number' ? `${node['minLines']}lh` : null,
    'font-style': node['italic'] === true ? 'italic' : null,
    'text-decoration': node['lineThrough'] === true ? 'line-through' : null,
  }
}
