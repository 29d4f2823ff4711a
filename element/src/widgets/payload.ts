/** What goes along with an action: the fields around it, under their names. */
import { isNode } from './node'

export type Values = Record<string, unknown>

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>('[name]')].filter(
    (field) => field.closest('form') === form,
  )
}

/** The name that a server knows a field by. */
export function fieldName(field: Field): string {
  return field.dataset['field'] ?? field.name
}

export function formValues(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const field of fieldsOf(form)) {
    if (field.disabled) continue
    if (field.type === 'radio') {
      if ((field as HTMLInputElement).checked) values[fieldName(field)] = field.value
    } else if (field.type === 'checkbox')
      values[fieldName(field)] = (field as HTMLInputElement).checked
    else values[fieldName(field)] = field.value
  }
  return nested(values)
}

const UNSAFE = new Set(['__proto__', 'constructor', 'prototype'])

/** `{"todo.title": x}` becomes `{todo: {title: x}}`. */
export function nested(flat: Values): Values {
  const root: Values = {}
  for (const [name, value] of Object.entries(flat)) {
    const path = name.split('.')
    if (path.some((part) => UNSAFE.has(part))) continue
    const last = path.pop() ?? name
    let at = root
    for (const part of path) at = (at[part] = isNode(at[part]) ? at[part] : {}) as Values
    at[last] = value
  }
  return root
}

/**
 * Puts fields into a payload. What the payload says itself wins over a field of the same name.
 * @param clash - Is told the name of each field that lost.
 */
export function merged(
  payload: unknown,
  values: Values,
  clash: (name: string) => void = () => undefined,
): unknown {
  if (Object.keys(values).length === 0) return payload
  if (payload === undefined || payload === null) return values
  if (!isNode(payload)) {
    for (const name of Object.keys(values)) clash(name)
    return payload
  }
  return both(payload, values, clash, '')
}

function both(payload: Values, values: Values, clash: (name: string) => void, at: string): Values {
  const result: Values = { ...values, ...payload }
  for (const [name, value] of Object.entries(values)) {
    const theirs = Object.hasOwn(payload, name) ? payload[name] : undefined
    if (theirs === undefined) result[name] = value
    else if (isNode(theirs) && isNode(value))
      result[name] = both(theirs as Values, value as Values, clash, `${at}${name}.`)
    else if (theirs !== value) clash(`${at}${name}`)
  }
  return result
}
