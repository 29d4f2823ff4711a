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
    ...(accent && { '--accent-given': accent.primary }),
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
