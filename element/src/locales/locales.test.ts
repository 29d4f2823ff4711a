import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { SupportedLocale } from '@openai/chatkit'
import { describe, expect, it } from 'vitest'
import { part } from '../lazy'
import { catalogueFor, directionOf, formatLocale, TRANSLATED, type Translated } from './codes'
import { en, type MessageKey } from './en'
import { translator, wordsFor, wordsReady, type Catalogue, type Message } from '.'
import { SAME } from './same'

const folder = fileURLToPath(new URL('./catalogues', import.meta.url))
const keys = Object.keys(en) as MessageKey[]

async function catalogue(code: string): Promise<Catalogue> {
  return (await part<{ default: Catalogue }>(`locale-${code}`)).default
}

const forms = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message)
const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

/** Every code that the published types accept, and whose words it gets; `en` where there are none yet. */
const ACCEPTED: Record<SupportedLocale, Translated> = {
  am: 'en',
  ar: 'ar',
  'bg-BG': 'bg',
  bg: 'bg',
  'bn-BD': 'bn',
  bn: 'bn',
  'bs-BA': 'hr',
  bs: 'hr',
  'ca-ES': 'en',
  ca: 'en',
  'cs-CZ': 'cs',
  cs: 'cs',
  'da-DK': 'da',
  da: 'da',
  'de-DE': 'de',
  de: 'de',
  'el-GR': 'el',
  el: 'el',
  en: 'en',
  'es-419': 'es',
  'es-ES': 'es',
  es: 'es',
  'et-EE': 'en',
  et: 'en',
  'fi-FI': 'fi',
  fi: 'fi',
  'fr-CA': 'fr',
  'fr-FR': 'fr',
  fr: 'fr',
  'gu-IN': 'en',
  gu: 'en',
  'hi-IN': 'hi',
  hi: 'hi',
  'hr-HR': 'hr',
  hr: 'hr',
  'hu-HU': 'hu',
  hu: 'hu',
  'hy-AM': 'en',
  hy: 'en',
  'id-ID': 'id',
  id: 'id',
  'is-IS': 'en',
  is: 'en',
  'it-IT': 'it',
  it: 'it',
  'ja-JP': 'ja',
  ja: 'ja',
  'ka-GE': 'en',
  ka: 'en',
  kk: 'en',
  'kn-IN': 'en',
  kn: 'en',
  'ko-KR': 'ko',
  ko: 'ko',
  lt: 'en',
  'lv-LV': 'en',
  lv: 'en',
  'mk-MK': 'en',
  mk: 'en',
  ml: 'en',
  mn: 'en',
  'mr-IN': 'en',
  mr: 'en',
  'ms-MY': 'en',
  ms: 'en',
  'my-MM': 'en',
  my: 'en',
  'nb-NO': 'nb',
  nb: 'nb',
  'nl-NL': 'nl',
  nl: 'nl',
  pa: 'en',
  'pl-PL': 'pl',
  pl: 'pl',
  'pt-BR': 'pt-BR',
  'pt-PT': 'pt-PT',
  pt: 'pt-BR',
  'ro-RO': 'ro',
  ro: 'ro',
  'ru-RU': 'ru',
  ru: 'ru',
  'sk-SK': 'sk',
  sk: 'sk',
  'sl-SI': 'en',
  sl: 'en',
  'so-SO': 'en',
  so: 'en',
  'sq-AL': 'en',
  sq: 'en',
  'sr-RS': 'en',
  sr: 'en',
  'sv-SE': 'sv',
  sv: 'sv',
  'sw-TZ': 'en',
  sw: 'en',
  'ta-IN': 'en',
  ta: 'en',
  'te-IN': 'en',
  te: 'en',
  'th-TH': 'th',
  th: 'th',
  tl: 'en',
  'tr-TR': 'tr',
  tr: 'tr',
  'uk-UA': 'uk',
  uk: 'uk',
  ur: 'ur',
  'vi-VN': 'vi',
  vi: 'vi',
  'zh-CN': 'zh-Hans',
  'zh-HK': 'zh-Hant',
  'zh-Hant': 'zh-Hant',
  'zh-TW': 'zh-Hant',
  zh: 'zh-Hans',
}

describe('locale codes', () => {
  it('that are accepted are 114, and each gets its words', () => {
    expect(Object.keys(ACCEPTED)).toHaveLength(114)
    expect(
      Object.fromEntries(Object.keys(ACCEPTED).map((code) => [code, catalogueFor(code)])),
    ).toEqual(ACCEPTED)
  })

  it.each([
    ['pt-AO', 'pt-PT'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['zh-Hans-SG', 'zh-Hans'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['iw', 'he'],
    ['he-IL', 'he'],
    ['fa-IR', 'fa'],
    ['de_AT', 'de'],
    ['DE-ch', 'de'],
    ['xx-YY', 'en'],
    ['', 'en'],
    ['__proto__', 'en'],
    ['constructor', 'en'],
  ])('of other forms are understood: %s', (code, expected) => {
    expect(catalogueFor(code)).toBe(expected)
  })

  it('say which way their language is written', () => {
    expect(TRANSLATED.filter((code) => directionOf(code) === 'rtl')).toEqual([
      'ar',
      'fa',
      'he',
      'ur',
    ])
  })

  it('keep their region for dates and numbers, where their language is the one that is shown', () => {
    expect(formatLocale('en-GB', 'en')).toBe('en-GB')
    expect(formatLocale('de_AT', 'de')).toBe('de-AT')
    expect(formatLocale('ka-GE', 'en')).toBe('en')
    expect(formatLocale('not a code', 'en')).toBe('en')
  })
})

describe('words', () => {
  it('are English until those of the language have come, and then are those', async () => {
    expect(wordsFor('de-AT').t('send')).toBe(en.send)

    await wordsReady('de-AT')

    expect(wordsFor('de-AT')).toMatchObject({ lang: 'de', dir: 'ltr', locale: 'de-AT' })
    expect(wordsFor('de-AT').t('send')).not.toBe(en.send)
  })

  it('count as their language counts, and write numbers as it does', () => {
    const files = { one: '{count} plik', few: '{count} pliki', many: '{count} plików', other: 'x' }
    const t = translator('pl', { send: files })

    expect([1, 2, 5, 22, 1234].map((count) => t('send', { count }))).toEqual([
      '1 plik',
      '2 pliki',
      '5 plików',
      '22 pliki',
      '1234 pliki',
    ])
  })

  it('keep what a value holds as it is, also where it looks like a place', () => {
    expect(translator('en')('noMatches', { query: '{query} $& {constructor}' })).toContain(
      '“{query} $& {constructor}”',
    )
  })
})

describe('the catalogues', () => {
  it('are those that the codes name', () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''))

    expect([...TRANSLATED].sort()).toEqual(files.sort())
  })

  it.each(TRANSLATED)('%s says everything', async (code) => {
    const own = await catalogue(code)

    expect(keys.filter((key) => own[key] === undefined)).toEqual([])
    expect(Object.keys(own).filter((key) => !(key in en))).toEqual([])
  })

  it.each(TRANSLATED)('%s says it in its own words', async (code) => {
    const own = await catalogue(code)
    const allowed = SAME[code] ?? []
    const worded = keys.filter((key) =>
      forms(en[key]).some((form) => /\p{L}/u.test(form.replace(/\{\w+\}/g, ''))),
    )
    const same = worded.filter((key) => JSON.stringify(own[key]) === JSON.stringify(en[key]))

    expect(same.filter((key) => !allowed.includes(key))).toEqual([])
    expect(allowed.filter((key) => !same.includes(key))).toEqual([])
  })

  it.each(TRANSLATED)('%s has a place for each value, and every form of a plural', async (code) => {
    const own = await catalogue(code)
    const wanted = new Intl.PluralRules(code).resolvedOptions().pluralCategories
    for (const key of keys) {
      const message = own[key]
      if (message === undefined) continue
      const expected = [...new Set(forms(en[key]).flatMap(places))].sort()
      expect(places(forms(message).join(' ')), key).toEqual(expected)
      if (typeof en[key] === 'object' && typeof message === 'object')
        expect(Object.keys(message).sort(), key).toEqual([...wanted].sort())
      for (const form of forms(message)) expect(form.trim(), key).toBe(form)
    }
  })
})
