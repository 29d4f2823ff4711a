'use client'

import { chooseTheme } from '@/lib/theme'

import { useTheme } from './hooks'
import { MoonIcon, SunIcon } from './icons'

export function ThemeButton() {
  const dark = useTheme() === 'dark'
  const label = dark ? 'Switch to the light theme' : 'Switch to the dark theme'
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </button>
  )
}
