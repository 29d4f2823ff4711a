/** Things that a text refers to: a preview while one points at them, and a click. */
import type { Entity } from '@openai/chatkit'
import { html, noChange, type ElementPart, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive, PartType, type PartInfo } from 'lit/directive.js'
import type { View } from './view'

/** What can be done with an entity; what the page has no handler for does nothing. */
export type EntityEvents = {
  /** Asks for the preview beside an element; null ends it. */
  previewEntity(entity: Entity | null, beside: HTMLElement | null): void
  openEntity(entity: Entity): void
}

type Said = {
  id: string
  text: string
  icon?: string | null
  group?: string | null
  interactive?: boolean
  data?: Record<string, unknown>
}

/** A tag of a message as the page's handlers know it. */
export function entityOf({ id, text, icon, group, interactive, data }: Said): Entity {
  const entity: Entity = { id, title: text, data: (data ?? {}) as Record<string, string> }
  if (icon != null) entity.icon = icon
  if (group != null) entity.group = group
  if (interactive !== undefined) entity.interactive = interactive
  return entity
}

type Watched = () => { entity: Entity; events: EntityEvents }

/** Listens to pointer, focus and clicks on an element that stands for an entity. Returns how to stop. */
export function watchEntity(element: HTMLElement, watched: Watched): () => void {
  const abort = new AbortController()
  const on = (name: string, act: (events: EntityEvents, entity: Entity) => void): void =>
    element.addEventListener(
      name,
      () => {
        const { entity, events } = watched()
        if (entity.interactive === true) act(events, entity)
      },
      { signal: abort.signal },
    )
  const show = (events: EntityEvents, entity: Entity): void => events.previewEntity(entity, element)
  const hide = (events: EntityEvents): void => events.previewEntity(null, null)
  on('pointerenter', show)
  on('focus', show)
  on('pointerleave', hide)
  on('blur', hide)
  on('click', (events, entity) => {
    hide(events)
    events.openEntity(entity)
  })
  return () => abort.abort()
}

class EntityDirective extends AsyncDirective {
  #stop: (() => void) | null = null
  #entity: Entity | null = null
  #events: EntityEvents | null = null
  #element: HTMLElement | null = null

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('entityRef() belongs on an element.')
  }

  render(_entity: Entity, _events: EntityEvents): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [entity, events]: [Entity, EntityEvents]): typeof noChange {
    this.#entity = entity
    this.#events = events
    this.#element = part.element as HTMLElement
    if (this.#stop === null) this.#watch()
    return noChange
  }

  protected override disconnected(): void {
    this.#stop?.()
    this.#stop = null
  }

  protected override reconnected(): void {
    this.#watch()
  }

  #watch(): void {
    const [entity, events] = [this.#entity, this.#events]
    if (this.#element === null || entity === null || events === null) return
    this.#stop = watchEntity(this.#element, () => ({
      entity: this.#entity ?? entity,
      events: this.#events ?? events,
    }))
  }
}

/** Makes an element stand for an entity: `<button ${entityRef(entity, view.do)}>`. */
export const entityRef = directive(EntityDirective)

/** A tag in a message: words, or a button where the page can do something with it. */
export function tagChip(tag: Said, { options, do: act }: View): TemplateResult {
  const { onClick, onRequestPreview } = options.entities ?? {}
  if (tag.interactive !== true || (onClick ?? onRequestPreview) === undefined)
    return html`<span class="tag">${tag.text}</span>`
  return html`<button type="button" class="tag" ${entityRef(entityOf(tag), act)}>${tag.text}</button>`
}
