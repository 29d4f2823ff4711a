/** Words that a language truly shares with English, by language; the test holds both ends of this list. */
import type { Translated } from './codes'
import type { MessageKey } from './en'

export const SAME: Readonly<Partial<Record<Translated, readonly MessageKey[]>>> = {
  cs: ['frame', 'seconds', 'minutes', 'model', 'modelNow'],
  da: ['frame', 'model', 'modelNow'],
  de: ['frame'],
  es: ['frame', 'seconds', 'minutes'],
  fi: ['seconds', 'minutes'],
  fr: [
    'composer',
    'conversation',
    'prompts',
    'sources',
    'seconds',
    'minutes',
    'commandGroup',
    'mentions',
  ],
  hr: ['seconds', 'minutes', 'model', 'modelNow'],
  id: ['model', 'modelNow'],
  it: ['seconds', 'minutes'],
  nb: ['minutes'],
  nl: ['frame', 'minutes', 'model', 'modelNow'],
  pl: ['minutes', 'model', 'modelNow'],
  'pt-BR': ['seconds', 'minutes'],
  'pt-PT': ['seconds', 'minutes'],
  ro: ['seconds', 'model', 'modelNow'],
  sk: ['frame', 'seconds', 'minutes', 'model', 'modelNow'],
  sv: ['seconds', 'minutes'],
  tr: ['model', 'modelNow'],
}
