/** What the address asks for, and the options that come of it. */

export const BASE = {
  api: { url: '/chatkit', domainKey: 'local-dev' },
  history: { enabled: true, showDelete: true, showRename: true },
  threadItemActions: { feedback: true, retry: true },
  widgets: { onAction: '@widgetAction' },
  onClientTool: '@clientTool',
}

export const SCHEMES = ['light', 'dark']
export const DIRECTIONS = ['ltr', 'rtl']
export const WIDTHS = ['wide', 'phone']
export const LOCALES = ['en', 'de', 'fr', 'es', 'ja', 'zh-CN', 'ar', 'he', 'ru', 'hi', 'tr']

/** Reads `?scheme=dark&dir=rtl&locale=de&width=phone&variant=soft`. */
export function asked() {
  const query = new URL(location.href).searchParams
  const one = (name, known) => (known.includes(query.get(name)) ? query.get(name) : known[0])
  return {
    scheme: one('scheme', SCHEMES),
    dir: one('dir', DIRECTIONS),
    width: one('width', WIDTHS),
    locale: query.get('locale'),
    variant: query.get('variant'),
  }
}

/** The address of this page with some of that changed; null takes it away. */
export function changed(changes, path = location.pathname) {
  const url = new URL(location.href)
  url.pathname = path
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return `${url.pathname}${url.search}`
}

/** Colours that were made for light pages are no good on dark ones. */
function darkened({ color, ...theme }) {
  const rest = { ...color }
  delete rest.surface
  return { ...theme, color: rest, colorScheme: 'dark' }
}

/** What the switches add; a theme of an entry's own keeps what the switches do not name. */
export function withSwitches(options, { scheme, dir, locale }) {
  const theme =
    typeof options.theme === 'string' ? { colorScheme: options.theme } : (options.theme ?? {})
  const darker = scheme === 'dark' && theme.colorScheme !== 'dark'
  const language = locale ?? (dir === 'rtl' ? 'ar' : (options.locale ?? 'en'))
  return { ...options, theme: darker ? darkened(theme) : theme, locale: language }
}
