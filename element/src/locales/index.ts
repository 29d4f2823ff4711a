/** The words of the element, in the language of the page. */
import { onPart, part, peek } from '../lazy'
import { catalogueFor, directionOf, formatLocale, type Translated } from './codes'
import { en, type MessageKey } from './en'

export type { MessageKey }

/** One sentence; or, where it counts something, one per plural form of the language. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)
/** What a translation may leave out is said in English. */
export type Catalogue = Partial<Record<MessageKey, Message>>

export type Values = Readonly<Record<string, string | number>>
/** `{name}` in a sentence is replaced by a value; numbers are written as the language writes them. */
export type Translate = (key: MessageKey, values?: Values) => string

export type Words = {
  /** The language that is shown; not always the one that was asked for. */
  lang: Translated
  dir: 'ltr' | 'rtl'
  /** For `Intl`: like `lang`, with the region that was asked for. */
  locale: string
  t: Translate
}

type Loaded = { default: Catalogue }

/** Returns the words for a locale code; English until those of its language are there. */
export function wordsFor(locale: string): Words {
  const wanted = catalogueFor(locale)
  const loaded = wanted === 'en' ? null : peek<Loaded>(`locale-${wanted}`)
  const lang = loaded === null ? 'en' : wanted
  const tag = formatLocale(locale, lang)
  return {
    lang,
    dir: directionOf(lang),
    locale: tag,
    t: translator(tag, loaded?.default ?? {}),
  }
}

/** Resolves when the words for a locale are there, or cannot be had. */
export async function wordsReady(locale: string): Promise<void> {
  const wanted = catalogueFor(locale)
  if (wanted !== 'en') await part(`locale-${wanted}`).catch(() => undefined)
}

export { onPart as onWords }

export function translator(locale: string, catalogue: Catalogue = {}): Translate {
  const plurals = new Intl.PluralRules(locale)
  let numbers: Intl.NumberFormat | undefined
  const written = (value: string | number): string =>
    typeof value === 'number' ? (numbers ??= new Intl.NumberFormat(locale)).format(value) : value
  return (key, values = {}) => {
    const message: Message = catalogue[key] ?? en[key]
    const sentence = typeof message === 'string' ? message : pick(message, plurals, values['count'])
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? written(values[name] ?? '') : whole,
    )
  }
}

function pick(
  message: Exclude<Message, string>,
  plurals: Intl.PluralRules,
  count: string | number | undefined,
): string {
  return message[plurals.select(Number(count ?? 0))] ?? message.other
}
