/** Values that a server proposes for a field: followed while nobody has changed them, kept out of the way then. */
import { noChange, type ElementPart } from 'lit'
import { directive, Directive, PartType, type PartInfo } from 'lit/directive.js'
import { fieldName, fieldsOf } from './payload'

type Field = HTMLInputElement | HTMLTextAreaElement
export type Value = string | boolean

/** What a field held when the server last spoke of it, or took it. */
const known = new WeakMap<Element, Value>()

const isBox = (field: Field): boolean => field.type === 'checkbox' || field.type === 'radio'
const read = (field: Field): Value =>
  isBox(field) ? (field as HTMLInputElement).checked : field.value

function write(field: Field, value: Value): void {
  if (typeof value === 'boolean') (field as HTMLInputElement).checked = value
  else field.value = value
  known.set(field, value)
}

class InitialDirective extends Directive {
  #given: Value | null = null

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('initial() belongs on an element.')
  }

  render(_value: Value, _authority?: boolean): typeof noChange {
    return noChange
  }

  /** @param authority - The server hears of each change, so what it says later is the truth. */
  override update(part: ElementPart, [value, authority]: [Value, boolean?]): typeof noChange {
    const field = part.element as Field
    const first = this.#given === null
    if (!first && value === this.#given) return noChange
    this.#given = value
    const untouched = first || authority === true || read(field) === known.get(field)
    if (untouched && (first || read(field) !== value)) write(field, value)
    return noChange
  }
}

export const initial = directive(InitialDirective)

/** True while a field holds what the server last spoke of. */
export function isSettled(field: Field): boolean {
  return read(field) === known.get(field)
}

/** Says that this is the server's value. */
export function note(field: Field, value: Value): void {
  known.set(field, value)
}

/** A name, and for one of several its value too. */
function slot(field: Field): string {
  return field.type === 'radio' ? `${fieldName(field)}=${field.value}` : fieldName(field)
}

const fieldsIn = (root: Element): Field[] => [...root.querySelectorAll<Field>('[name]')]

/** What a person has changed, by field. */
export function changedIn(root: Element): Map<string, Value> {
  const changed = fieldsIn(root).filter((field) => !isSettled(field))
  return new Map(changed.map((field) => [slot(field), read(field)]))
}

/** Puts changes back without making them the server's. */
export function putBack(root: Element, changes: ReadonlyMap<string, Value>): void {
  for (const field of fieldsIn(root)) {
    const value = changes.get(slot(field))
    if (value === undefined || field.type === 'hidden') continue
    if (typeof value === 'boolean') (field as HTMLInputElement).checked = value
    else field.value = value
  }
}

/** What has been sent is no longer a change of the person's. */
export function settle(form: HTMLFormElement): void {
  for (const field of fieldsOf(form)) known.set(field, read(field as Field))
}

class OnMountDirective extends Directive {
  #done = false

  render(_run: (element: HTMLElement) => void): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [run]: [(element: HTMLElement) => void]): typeof noChange {
    if (this.#done) return noChange
    this.#done = true
    // The template that holds it does not stand in the page yet.
    queueMicrotask(() => run(part.element as HTMLElement))
    return noChange
  }
}

/** Runs once, when the element has come to stand in the page. */
export const onMount = directive(OnMountDirective)

class HeldDirective extends Directive {
  #done = false

  render(_take: (field: HTMLInputElement) => void): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [take]: [(field: HTMLInputElement) => void]): typeof noChange {
    if (this.#done) return noChange
    this.#done = true
    take(part.element as HTMLInputElement)
    return noChange
  }
}

/** Hands over a field as soon as it is there. */
export const held = directive(HeldDirective)
