export type Theme = 'light' | 'dark'
export type ThemeChoice = Theme | 'system'

export const THEME_COOKIE = 'errand-theme'
const YEAR_SECONDS = 365 * 24 * 60 * 60

export function readThemeChoice(value: string | undefined): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** Kept in a cookie, so that the server draws the page right the first time. */
export function chooseTheme(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = choice
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  window.dispatchEvent(new Event(CHANGED))
}

const CHANGED = 'errand:theme'
const DARK = '(prefers-color-scheme: dark)'

export function chosenTheme(): ThemeChoice {
  return readThemeChoice(document.documentElement.dataset.theme)
}

export function shownTheme(): Theme {
  const choice = chosenTheme()
  if (choice !== 'system') return choice
  return systemDark()?.matches ? 'dark' : 'light'
}

export function onThemeChange(listener: () => void): () => void {
  const system = systemDark()
  window.addEventListener(CHANGED, listener)
  system?.addEventListener('change', listener)
  return () => {
    window.removeEventListener(CHANGED, listener)
    system?.removeEventListener('change', listener)
  }
}

function systemDark(): MediaQueryList | null {
  return typeof window.matchMedia === 'function' ? window.matchMedia(DARK) : null
}
