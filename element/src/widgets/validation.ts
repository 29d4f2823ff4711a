/** Says in the element's own language what a field lacks; the browser's words would be in the browser's. */
import type { Translate } from '../locales'
import type { Context } from './node'
import { fieldName, fieldsOf } from './payload'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What is wrong with a field; null when nothing is. */
export function problemOf(field: Field, t: Translate): string | null {
  if (field.disabled) return null
  const { required, pattern, hint } = field.dataset
  if (required === 'true' && field.value === '') return t('fieldRequired')
  if (pattern !== undefined && field.value !== '' && !matches(pattern, field.value))
    return hint ?? t('fieldPattern')
  return native(field, t)
}

function native(field: Field, t: Translate): string | null {
  const { validity } = field
  if (validity === undefined || validity.valid) return null
  if (validity.valueMissing)
    return t(field.type === 'checkbox' || field.type === 'radio' ? 'fieldChoose' : 'fieldRequired')
  if (validity.badInput) return t('fieldNumber')
  if (validity.typeMismatch) return t(field.type === 'email' ? 'fieldEmail' : 'fieldUrl')
  return t('fieldPattern')
}

/** A pattern is the server's: one that cannot be read refuses nothing. */
export function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value)
  } catch {
    return true
  }
}

/** Checks a form, shows what is wrong and goes to the first field of it. True when it may be sent. */
export function isComplete(form: HTMLFormElement, { host, view }: Context): boolean {
  const problems = new Map<string, string>()
  let first: Field | null = null
  for (const field of fieldsOf(form)) {
    const problem = problemOf(field, view.t)
    if (problem === null || problems.has(fieldName(field))) continue
    problems.set(fieldName(field), problem)
    first ??= field
  }
  host.setProblems(problems)
  if (first !== null) shownBy(first)?.focus()
  return first === null
}

/** A field that is not seen is worked by a button beside it. */
function shownBy(field: Field): HTMLElement | null {
  if (field.type !== 'hidden') return field
  return field.parentElement?.querySelector<HTMLElement>('[data-trigger]') ?? null
}

/** Once something was wrong, it is looked at again with each key. */
export function recheck(event: Event, context: Context): void {
  recheckField(event.currentTarget as Field, context)
}

export function recheckField(field: Field, { host, view }: Context): void {
  const name = fieldName(field)
  if (host.problemOf(name) === null) return
  const problem = problemOf(field, view.t)
  host.setProblems(new Map(problem === null ? [] : [[name, problem]]), name)
}
