/** What is shown of an entity while somebody points at it. */
import type { ChatKitOptions, Entity } from '@openai/chatkit'
import type { WidgetRoot } from '../../events'
import { ChatKitError } from '../../problems'
import { Search } from './search'

/** Long enough to pass over without a flicker. */
const SHOW_MS = 280
/** Time to get from the word to its preview. */
const HIDE_MS = 220

export type PreviewHost = {
  options: () => ChatKitOptions
  changed: () => void
  report: (error: unknown) => void
}

export class Previews {
  shown: { entity: Entity; beside: HTMLElement; widget: WidgetRoot } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #search = new Search<WidgetRoot>()

  constructor(private readonly host: PreviewHost) {}

  point(entity: Entity | null, beside: HTMLElement | null): void {
    clearTimeout(this.#timer)
    if (entity === null || beside === null) {
      this.#search.stop()
      this.#timer = setTimeout(() => this.close(), HIDE_MS)
    } else if (this.shown?.beside !== beside && this.host.options().entities?.onRequestPreview)
      this.#timer = setTimeout(() => this.#ask(entity, beside), SHOW_MS)
  }

  /** Somebody reads it: it stays. */
  keep(): void {
    clearTimeout(this.#timer)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#search.stop()
    if (this.shown === null) return
    this.shown = null
    this.host.changed()
  }

  #ask(entity: Entity, beside: HTMLElement): void {
    const { entities } = this.host.options()
    const find = async (): Promise<WidgetRoot[]> => {
      const answer = await entities?.onRequestPreview?.(entity)
      return answer?.preview == null ? [] : [answer.preview]
    }
    this.#search.ask(find, (found, cause) => this.#answered(entity, beside, found, cause), true)
  }

  #answered(
    entity: Entity,
    beside: HTMLElement,
    found: readonly WidgetRoot[] | null,
    cause: unknown,
  ): void {
    const [widget] = found ?? []
    if (found === null)
      this.host.report(new ChatKitError('onRequestPreview failed.', 'integration', { cause }))
    this.shown = widget === undefined || !beside.isConnected ? null : { entity, beside, widget }
    this.host.changed()
  }
}
