'use client'

import { useSyncExternalStore } from 'react'

import { chosenTheme, onThemeChange, shownTheme, type Theme, type ThemeChoice } from '@/lib/theme'

const never = (): (() => void) => () => undefined

/** False while the server's HTML is all there is: what needs this browser waits for it. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

/** The theme on the screen, the system's own preference counted in. */
export function useTheme(): Theme {
  return useSyncExternalStore(onThemeChange, shownTheme, () => 'light')
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(onThemeChange, chosenTheme, () => 'system')
}
