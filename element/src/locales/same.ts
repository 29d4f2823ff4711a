/** Words that a language truly shares with English, by language; the test holds both ends of this list. */
import type { Translated } from './codes'
import type { MessageKey } from './en'

export const SAME: Readonly<Partial<Record<Translated, readonly MessageKey[]>>> = {
  cs: ['frame', 'model', 'modelNow'],
  da: ['frame', 'model', 'modelNow'],
  de: ['frame'],
  es: ['frame'],
  fr: ['composer', 'conversation', 'prompts', 'sources', 'commandGroup', 'mentions'],
  hr: ['model', 'modelNow'],
  id: ['model', 'modelNow'],
  nl: ['frame', 'model', 'modelNow'],
  pl: ['model', 'modelNow'],
  ro: ['model', 'modelNow'],
  sk: ['frame', 'model', 'modelNow'],
  tr: ['model', 'modelNow'],
}
