/** Words that a language truly shares with English, by language; the test holds both ends of this list. */
import type { Translated } from './codes'
import type { MessageKey } from './en'

export const SAME: Readonly<Partial<Record<Translated, readonly MessageKey[]>>> = {
  cs: ['frame', 'model', 'modelNow'],
  da: ['frame', 'model', 'modelNow', 'menu'],
  de: ['frame'],
  es: ['frame'],
  fr: [
    'composer',
    'conversation',
    'prompts',
    'sources',
    'commandGroup',
    'mentions',
    'guide',
    'menu',
  ],
  hr: ['model', 'modelNow'],
  id: ['model', 'modelNow', 'menu'],
  it: ['menu'],
  nl: ['frame', 'model', 'modelNow', 'menu'],
  pl: ['model', 'modelNow', 'menu'],
  'pt-BR': ['menu'],
  'pt-PT': ['menu'],
  ro: ['model', 'modelNow'],
  sk: ['frame', 'model', 'modelNow'],
  sv: ['guide'],
  tr: ['model', 'modelNow'],
}
