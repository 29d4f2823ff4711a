/** Which words a locale code gets: our catalogues, and the codes that mean one of them. */

/** Languages with a catalogue of their own; English is in the core. */
export const TRANSLATED = [
  'ar',
  'bg',
  'bn',
  'cs',
  'da',
  'de',
  'el',
  'es',
  'fa',
  'fi',
  'fr',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt-BR',
  'pt-PT',
  'ro',
  'ru',
  'sk',
  'sv',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const

export type Translated = (typeof TRANSLATED)[number] | 'en'

/** Codes whose language part does not say it. */
const ALIASES: Readonly<Record<string, string>> = {
  zh: 'zh-Hans',
  'zh-cn': 'zh-Hans',
  'zh-sg': 'zh-Hans',
  'zh-tw': 'zh-Hant',
  'zh-hk': 'zh-Hant',
  'zh-mo': 'zh-Hant',
  pt: 'pt-BR',
  'pt-ao': 'pt-PT',
  'pt-mz': 'pt-PT',
  no: 'nb',
  nn: 'nb',
  // Close enough to be read without effort; closer than English.
  bs: 'hr',
  iw: 'he',
  in: 'id',
  fil: 'tl',
}

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/

const known = new Map<string, Translated>(
  ['en' as const, ...TRANSLATED].map((code) => [code.toLowerCase(), code]),
)

/** Finds the catalogue for a locale code of any form; English where there is none. */
export function catalogueFor(locale: string): Translated {
  const parts = locale.trim().replaceAll('_', '-').toLowerCase().split('-')
  for (let length = parts.length; length > 0; length--) {
    const code = parts.slice(0, length).join('-')
    const alias = Object.hasOwn(ALIASES, code) ? ALIASES[code]?.toLowerCase() : undefined
    const found = known.get(code) ?? (alias === undefined ? undefined : known.get(alias))
    if (found !== undefined) return found
  }
  return 'en'
}

export function directionOf(code: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(code) ? 'rtl' : 'ltr'
}

/**
 * The tag for `Intl`: the locale as it was asked for where its language is the one that is shown, so
 * that en-GB has its own dates; otherwise the catalogue's.
 */
export function formatLocale(locale: string, shown: Translated): string {
  const tag = locale.trim().replaceAll('_', '-')
  try {
    const wanted = new Intl.Locale(tag)
    const same = wanted.language === new Intl.Locale(shown).language
    // Of all of `Intl` plurals answer soonest: dates and numbers read their data for it, ten milliseconds long.
    return same && Intl.PluralRules.supportedLocalesOf(tag).length > 0 ? tag : shown
  } catch {
    return shown
  }
}
