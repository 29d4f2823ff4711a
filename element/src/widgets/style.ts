/** Widget sizes and boxes as CSS. Servers write these values, so only known forms pass. */
import { lookup } from '../lookup'
import type { Styles } from '../views/dom'
import { colour } from './colour'
import { isNode, type Node } from './node'

const LENGTH = /^-?\d*\.?\d+(px|%|rem|em|vh|vw|svh|dvh|ch|fr|cqw|lh)?$/
const SUM = /^(calc|min|max|clamp)\([\d\s.,%+*/()a-z-]{1,80}\)$/
const WORDS = new Set(['auto', 'fit-content', 'min-content', 'max-content', 'none'])

function isLength(value: string): boolean {
  return LENGTH.test(value) || WORDS.has(value) || SUM.test(value)
}

/** Spacing counts in units: 4 px at the normal density and size. */
export function spacing(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? `calc(var(--u) * ${value})` : null
  if (typeof value !== 'string') return null
  if (/^-?\d*\.?\d+$/.test(value)) return `calc(var(--u) * ${Number(value)})`
  return isLength(value) ? value : null
}

/** Sizes count in pixels. */
export function length(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}px` : null
  if (typeof value !== 'string') return null
  return /^-?\d*\.?\d+$/.test(value) ? `${value}px` : isLength(value) ? value : null
}

type Insets = {
  top: string | null
  bottom: string | null
  start: string | null
  end: string | null
}

/** `left` and `right` follow the reading direction, as `start` and `end` do. */
function insets(value: unknown): Insets {
  if (!isNode(value)) {
    const all = spacing(value)
    return { top: all, bottom: all, start: all, end: all }
  }
  const side = (name: string, axis: string): string | null =>
    spacing(value[name] ?? value[axis] ?? null)
  return {
    top: side('top', 'y'),
    bottom: side('bottom', 'y'),
    start: side('left', 'x'),
    end: side('right', 'x'),
  }
}

export function sides(value: unknown, property: 'padding' | 'margin'): Styles {
  const { top, bottom, start, end } = insets(value)
  return {
    [`${property}-block-start`]: top,
    [`${property}-block-end`]: bottom,
    [`${property}-inline-start`]: start,
    [`${property}-inline-end`]: end,
  }
}

/** Padding that what stands inside may reach over, out to the edge. */
export function pads(value: unknown): Styles {
  const { top, bottom, start, end } = insets(value)
  return { '--pad-top': top, '--pad-bottom': bottom, '--pad-start': start, '--pad-end': end }
}

const LINES = new Set(['solid', 'dashed', 'dotted', 'double', 'groove', 'ridge', 'inset', 'outset'])

function border(value: unknown): string | null {
  if (typeof value === 'number') return `${value}px solid var(--line)`
  if (!isNode(value)) return null
  const { size, color, style } = value
  const line = LINES.has(String(style)) ? String(style) : 'solid'
  return typeof size === 'number' ? `${size}px ${line} ${colour(color) ?? 'var(--line)'}` : null
}

export function borders(value: unknown): Styles {
  const whole = border(value)
  if (whole !== null) return { border: whole }
  if (!isNode(value)) return {}
  return {
    'border-block-start': border(value['top'] ?? value['y']),
    'border-block-end': border(value['bottom'] ?? value['y']),
    'border-inline-start': border(value['left'] ?? value['x']),
    'border-inline-end': border(value['right'] ?? value['x']),
  }
}

const RADII: Readonly<Record<string, string>> = {
  none: '0',
  '2xs': 'var(--r-2xs)',
  xs: 'var(--r-xs)',
  sm: 'var(--r-sm)',
  md: 'var(--r-md)',
  lg: 'var(--r-lg)',
  xl: 'var(--r-xl)',
  '2xl': 'var(--r-2xl)',
  '3xl': 'var(--r-3xl)',
  '4xl': 'var(--r-4xl)',
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
    flex: flex(node['flex']),
    ...sides(node['margin'], 'margin'),
  }
}

function ratio(value: unknown): string | null {
  return /^(auto|\d*\.?\d+(\s*\/\s*\d*\.?\d+)?)$/.test(String(value)) ? String(value) : null
}

function flex(value: unknown): string | null {
  const text = String(value)
  return /^([\d.]+( [\d.]+)?( auto| [\d.]+(px|%|em|rem)?)?|auto|none|initial)$/.test(text)
    ? text
    : null
}

const ALIGN: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  stretch: 'stretch',
  baseline: 'baseline',
}
const JUSTIFY: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  stretch: 'stretch',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
}

export function align(value: unknown): string | null {
  return lookup(ALIGN, String(value)) ?? null
}

/** Everything that a box may say about itself. */
export function flexBox(node: Node): Styles {
  const wrap = String(node['wrap'])
  return {
    ...block(node),
    ...borders(node['border']),
    ...sides(node['padding'], 'padding'),
    'align-items': align(node['align']),
    'justify-content': lookup(JUSTIFY, String(node['justify'])) ?? null,
    'flex-wrap': ['wrap', 'nowrap', 'wrap-reverse'].includes(wrap) ? wrap : null,
    gap: spacing(node['gap']),
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
  const { maxLines, minLines } = node
  return {
    color: colour(node['color']),
    'font-weight': lookup(WEIGHTS, String(node['weight'])) ?? null,
    'text-align': textAlign(node['textAlign']),
    width: length(node['width']),
    '-webkit-line-clamp': typeof maxLines === 'number' ? String(Math.max(1, maxLines)) : null,
    'min-height': typeof minLines === 'number' ? `${minLines}lh` : null,
    'font-style': node['italic'] === true ? 'italic' : null,
    'text-decoration': node['lineThrough'] === true ? 'line-through' : null,
  }
}

export function textAlign(value: unknown): string | null {
  return ['start', 'center', 'end'].includes(String(value)) ? String(value) : null
}
