/** From a click in a widget to an action: form values, spinner, and what happens when it fails. */
import type { WidgetItem } from '../events'
import type { View, WidgetAction } from '../views/view'

export type Context = { item: WidgetItem; view: View }
export type Loading = 'self' | 'container' | 'none'

/** The same name may stand in several widgets of one conversation. */
export function fieldId({ item }: Context, name: string): string {
  return `${item.id}-${name}`
}

type Values = Record<string, unknown>

/**
 * Runs an action for the element that caused it.
 * @param own - The control's own value, when it has one; it goes into the payload under the control's name.
 */
export async function fire(
  action: unknown,
  source: HTMLElement,
  { item, view }: Context,
  usual: Loading,
  own: Values = {},
): Promise<void> {
  if (!isAction(action)) return
  const form = source.closest('form')
  const values = { ...(form === null ? {} : formValues(form)), ...nested(own) }
  const payload = merged(action.payload, values, view)
  const wanted = action.loadingBehavior ?? 'auto'
  const done = showBusy(source, wanted === 'auto' ? usual : wanted)
  try {
    await view.do.widgetAction(payload === undefined ? action : { ...action, payload }, item)
  } catch {
    revert(source)
  } finally {
    done()
  }
}

export function isAction(value: unknown): value is WidgetAction {
  return (
    typeof value === 'object' && value !== null && typeof (value as Values)['type'] === 'string'
  )
}

export function formValues(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]')) {
    if (field.disabled || (field.type === 'radio' && !field.checked)) continue
    values[field.name] = field.type === 'checkbox' ? field.checked : field.value
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
    for (const part of path) at = (at[part] = isObject(at[part]) ? at[part] : {}) as Values
    at[last] = value
  }
  return root
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What the payload says itself wins over a field of the same name. */
function merged(payload: unknown, values: Values, view: View): unknown {
  if (Object.keys(values).length === 0) return payload
  if (payload === undefined || payload === null) return values
  if (!isObject(payload)) return payload
  const clash = Object.keys(values).find((key) => key in payload)
  if (clash !== undefined) view.do.widgetProblem('A form field has the name of a payload entry.')
  return { ...values, ...payload }
}

function showBusy(source: HTMLElement, loading: WidgetAction['loadingBehavior']): () => void {
  const target =
    loading === 'container'
      ? source.closest<HTMLElement>('.widget')
      : loading === 'self'
        ? source
        : null
  if (target === null) return () => undefined
  target.setAttribute('aria-busy', 'true')
  if (loading === 'container') target.inert = true
  return () => {
    target.removeAttribute('aria-busy')
    if (loading === 'container') target.inert = false
  }
}

/** A box that could not be ticked does not stay ticked. */
function revert(source: HTMLElement): void {
  if (source instanceof HTMLInputElement && source.type === 'checkbox')
    source.checked = !source.checked
}
