/** Turns the theme option into custom properties of the root; the style sheets do the rest. */
import type { ChatKitOptions, ColorScheme, ThemeOption } from '@openai/chatkit'
import type { Styles } from './dom'

const RADIUS = { pill: 1, round: 0.75, soft: 0.4, sharp: 0 } as const
const DENSITY = { compact: 0.8, normal: 1, spacious: 1.2 } as const

export function schemeOf(theme: ChatKitOptions['theme']): ColorScheme {
  if (typeof theme === 'string') return theme
  return theme?.colorScheme ?? 'light'
}

export function themeVariables(theme: ChatKitOptions['theme']): Styles {
  if (theme === undefined || typeof theme === 'string') return {}
  return { ...shape(theme), ...colours(theme), ...type(theme) }
}

function shape({ radius, density }: ThemeOption): Styles {
  return {
    '--radius-scale': radius === undefined ? null : String(RADIUS[radius] ?? 1),
    '--control-round':
      radius === undefined || radius === 'pill' ? null : String(RADIUS[radius] ?? 1),
    '--density': density === undefined ? null : String(DENSITY[density] ?? 1),
  }
}

function colours({ color = {} }: ThemeOption): Styles {
  const { grayscale, accent, surface } = color
  return {
    ...(grayscale && {
      '--gray-hue': String(grayscale.hue),
      '--gray-tint': String(grayscale.tint),
      '--gray-shade': String(grayscale.shade ?? 0),
    }),
    ...(accent && {
      '--accent-given': accent.primary,
      '--on-accent-given': readableOn(accent.primary),
    }),
    ...(surface && { '--surface-given': surface.background, '--text-given': surface.foreground }),
  }
}

function type({ typography }: ThemeOption): Styles {
  return {
    '--base-size': typography?.baseSize === undefined ? null : `${typography.baseSize}px`,
    '--font-given': typography?.fontFamily ?? null,
    '--font-mono-given': typography?.fontFamilyMono ?? null,
  }
}

/** Black or white, whichever can be read on a colour; white where the colour is of an unknown form. */
export function readableOn(colour: string): '#000' | '#fff' {
  const rgb = channels(colour)
  if (rgb === null) return '#fff'
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.3 ? '#000' : '#fff'
}

/** Red, green and blue of a colour, 0 to 255; null for what cannot be told here. */
function channels(colour: string): number[] | null {
  const named = simple(colour)
  return named ?? simple(normal(colour))
}

const known = new Map<string, string>()

/** A colour of any form that the browser knows (hsl, a name, oklch), as it writes it itself. */
function normal(colour: string): string {
  const before = known.get(colour)
  if (before !== undefined) return before
  if (known.size > 50) known.clear()
  const read = painted(colour)
  known.set(colour, read)
  return read
}

function painted(colour: string): string {
  if (typeof OffscreenCanvas === 'undefined') return ''
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (pen === null || !globalThis.CSS?.supports('color', colour)) return ''
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
  return `rgb(${red}, ${green}, ${blue})`
}

function simple(colour: string): number[] | null {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(colour.trim())?.[1]
  if (hex !== undefined) {
    const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16))
  }
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(colour.trim())
  return parts === null ? null : parts.slice(1, 4).map(Number)
}
