import { lookup } from '../lookup'
import { en, type MessageKey } from './en'

export type { MessageKey }
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

const catalogues: Record<string, Record<MessageKey, string>> = { en }

/** Returns the sentences of a locale: its own, its language's, or English. */
export function translator(locale: string): Translate {
  const own = lookup(catalogues, locale) ?? lookup(catalogues, locale.split('-')[0] ?? '') ?? en
  return (key, values = {}) =>
    own[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
