/** One widget on the page: what it remembers, and how it is drawn again without its neighbours. */
import { html, nothing, type ChildPart, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import type { WidgetItem } from '../events'
import { icon } from '../views/dom'
import type { View } from '../views/view'
import { changedIn, putBack, type Value } from './initial'
import { nodesOf, said, type Failure, type Host, type Node } from './node'
import { renderNode } from './render'

/** What a person has put into a widget that is off the page for now: long threads keep only what is in sight. */
type Kept = { fields: ReadonlyMap<string, Value>; open: ReadonlySet<string> }

/** A bound, not a wish: who has written into more widgets than this has left the first ones long ago. */
const MOST_KEPT = 50
const kept = new Map<string, Kept>()

const NO_LABELS: ReadonlySet<string> = new Set()

class WidgetDirective extends AsyncDirective implements Host {
  labelled = NO_LABELS
  #item: WidgetItem | null = null
  #view: View | null = null
  #problems = new Map<string, string>()
  #open = new Set<string>()
  #failure: Failure | null = null
  #turn: Promise<void> = Promise.resolve()
  #part: ChildPart | null = null
  #remembered: ReadonlyMap<string, Value> = new Map()

  override update(part: ChildPart, [item, view]: [WidgetItem, View]): unknown {
    if (this.#part === null) this.#recall(part, item)
    return this.render(item, view)
  }

  render(item: WidgetItem, view: View): TemplateResult | typeof nothing {
    if (item.widget !== this.#item?.widget) this.labelled = labels(item.widget as unknown as Node)
    this.#item = item
    this.#view = view
    return this.#draw()
  }

  problemOf(field: string): string | null {
    return this.#problems.get(field) ?? null
  }

  setProblems(problems: ReadonlyMap<string, string>, only?: string): void {
    if (only === undefined) this.#problems = new Map(problems)
    else this.#problems.delete(only)
    for (const [field, problem] of problems) this.#problems.set(field, problem)
    this.#again()
  }

  isOpen(place: string): boolean {
    return this.#open.has(place)
  }

  toggle(place: string): void {
    if (!this.#open.delete(place)) this.#open.add(place)
    this.#again()
  }

  fail(failure: Failure | null): void {
    if (failure === null && this.#failure === null) return
    this.#failure = failure
    this.#again()
  }

  inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  remembered(field: string): Value | undefined {
    return this.#remembered.get(field)
  }

  #recall(part: ChildPart, item: WidgetItem): void {
    this.#part = part
    const before = kept.get(keyOf(item))
    if (before === undefined) return
    kept.delete(keyOf(item))
    this.#open = new Set(before.open)
    this.#remembered = before.fields
    queueMicrotask(() => putBack(part.parentNode as Element, before.fields))
  }

  protected override disconnected(): void {
    if (this.#part === null || this.#item === null) return
    const fields = changedIn(this.#part.parentNode as Element)
    if (fields.size === 0 && this.#open.size === 0) return
    kept.set(keyOf(this.#item), { fields, open: new Set(this.#open) })
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  }

  #again(): void {
    if (this.isConnected) this.setValue(this.#draw())
  }

  #draw(): TemplateResult | typeof nothing {
    const [item, view] = [this.#item, this.#view]
    if (item === null || view === null) return nothing
    const root = item.widget as unknown as Node
    return html`${renderNode(root, { item, view, host: this, place: '' })} ${this.#problem(view)}`
  }

  #problem({ t }: View): TemplateResult | typeof nothing {
    if (this.#failure === null) return nothing
    const { words, again } = this.#failure
    return html`<div class="w-problem" part="widget-error">
      ${icon('warning')}<span role="alert">${words}</span>
      ${
        again === null
          ? nothing
          : html`<button class="text-button" type="button" @click=${again}>
              ${t('tryAgain')}
            </button>`
      }
    </div>`
  }
}

export const widgetHost = directive(WidgetDirective)

function keyOf({ thread_id, id }: WidgetItem): string {
  return `${thread_id}/${id}`
}

/** Names of the fields that a Label speaks for. */
function labels(root: Node): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (node: Node, depth: number): void => {
    if (node['type'] === 'Label') found.add(said(node, 'fieldName'))
    if (depth < 40) for (const child of nodesOf(node['children'])) walk(child, depth + 1)
  }
  walk(root, 0)
  return found
}
