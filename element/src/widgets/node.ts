/** A component as a server wrote it, and how its entries are read: nothing in it is trusted to be of its type. */
import type { nothing, TemplateResult } from 'lit'
import type { WidgetItem } from '../events'
import type { View } from '../views/view'

export type Node = Readonly<Record<string, unknown>>

/** What a widget remembers between two drawings, and how it is drawn again. */
export type Host = {
  /** Fields that have a Label of their own. */
  labelled: ReadonlySet<string>
  /** What is wrong with a field, in words, until it is mended. */
  problemOf(field: string): string | null
  /** @param only - Says nothing about the other fields. */
  setProblems(problems: ReadonlyMap<string, string>, only?: string): void
  /** What a person had put into a field before the widget left the page. */
  remembered(field: string): string | boolean | undefined
  /** Opened lists and cards, by the place of their node. */
  isOpen(place: string): boolean
  toggle(place: string): void
  /** Shows that an action failed; null takes it away. */
  fail(failure: Failure | null): void
  /** Runs actions of one widget one after the other, in the order of the clicks. */
  inTurn(work: () => Promise<void>): Promise<void>
}

export type Failure = { words: string; again: (() => void) | null }

export type Context = {
  item: WidgetItem
  view: View
  host: Host
  /** Where the node stands in the widget; the same node keeps it. */
  place: string
}

/** @param children - Draws the children of a node, this one when none is named; `key` tells the named ones apart. */
export type Draw = (
  node: Node,
  context: Context,
  children: (of?: Node, key?: string) => unknown,
) => TemplateResult | typeof nothing

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.filter(isNode)
  return isNode(value) ? [value] : []
}

/** Text of an entry; empty where there is none. */
export function said(node: Node, name: string): string {
  const value = node[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function isOn(node: Node, name: string): boolean {
  return node[name] === true
}

export function pick<T extends string>(value: unknown, known: readonly T[], usual: T): T {
  return known.includes(value as T) ? (value as T) : usual
}

/** A whole number within bounds, or null. */
export function count(value: unknown, most: number): number | null {
  return Number.isInteger(value) && (value as number) > 0 ? Math.min(value as number, most) : null
}

/** The same name may stand in several widgets of one conversation. */
export function fieldId({ item }: Context, name: string): string {
  return `${item.id}-${name}`
}

/** What a server calls a node; else its kind and how many of that kind stand before it. */
export function keysOf(list: readonly unknown[]): string[] {
  const seen = new Map<string, number>()
  return list.map((child) => {
    const node: Node = isNode(child) ? child : {}
    const name = String(node['key'] ?? node['id'] ?? node['type'] ?? '')
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}#${before}`
  })
}

/** An id of its own for a node, fit for lists of ids. */
export function placeId({ item, place }: Context, part: string): string {
  return `${item.id}${place}-${part}`.replace(/[^\w.:/#-]/g, '_')
}
