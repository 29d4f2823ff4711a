/** Keeps the conversation where the reader wants it while it grows. */

/** Pixels; closer than this counts as being at the end. */
const NEAR = 80
/** Pixels between the top of the pane and a message that was just sent. */
const HEADROOM = 12

export type ScrollFacts = {
  threadId: string | null
  /** False while the thread loads. */
  loaded: boolean
  firstId: string | null
  sentCount: number
  follow: boolean
}

export class ScrollKeeper {
  away = false
  #seen: ScrollFacts | null = null
  #wasNear = true
  #heightBefore = 0
  #pane: HTMLElement | null = null

  constructor(
    private readonly root: () => ParentNode | null,
    private readonly changed: () => void,
  ) {}

  /** Call before drawing: what follows depends on where the reader was. */
  before(): void {
    const pane = this.#find()
    this.#wasNear = pane === null || distance(pane) < NEAR
    this.#heightBefore = pane?.scrollHeight ?? 0
  }

  /** Call after drawing. */
  after(facts: ScrollFacts): void {
    const pane = this.#find()
    const seen = this.#seen
    if (pane === null) return
    this.#seen = facts
    if (seen === null || !seen.loaded || (seen.threadId !== facts.threadId && seen.sentCount === facts.sentCount && seen.threadId !== null))
      this.#arrive(pane, facts, seen)
    else if (facts.sentCount > seen.sentCount) this.#pinQuestion(pane)
    else if (facts.firstId !== seen.firstId && seen.firstId !== null) pane.scrollTop += pane.scrollHeight - this.#heightBefore
    else if (facts.follow && this.#wasNear) this.#toEnd(pane)
    this.#look(pane)
  }

  jump(): void {
    const pane = this.#find()
    if (pane === null) return
    pane.scrollTo?.({ top: pane.scrollHeight, behavior: 'smooth' })
  }

  #arrive(pane: HTMLElement, facts: ScrollFacts, seen: ScrollFacts | null): void {
    pane.style.removeProperty('--turn-room')
    if (facts.sentCount > (seen?.sentCount ?? 0)) this.#pinQuestion(pane)
    else if (facts.loaded) this.#toEnd(pane)
  }

  /** Gives the newest turn the room to stand at the top, and brings it there. */
  #pinQuestion(pane: HTMLElement): void {
    const turn = pane.querySelector<HTMLElement>('.turn.last')
    if (turn === null) return
    const style = typeof getComputedStyle === 'function' ? getComputedStyle(pane.firstElementChild ?? pane) : null
    const below = Number.parseFloat(style?.paddingBottom ?? '') || 0
    pane.style.setProperty('--turn-room', `${Math.max(0, pane.clientHeight - HEADROOM - below)}px`)
    pane.scrollTop += turn.getBoundingClientRect().top - pane.getBoundingClientRect().top - HEADROOM
  }

  #toEnd(pane: HTMLElement): void {
    pane.scrollTop = pane.scrollHeight
  }

  #find(): HTMLElement | null {
    const pane = this.root()?.querySelector<HTMLElement>('.scroller') ?? null
    if (pane !== this.#pane) {
      this.#pane = pane
      if (pane === null) this.#seen = null
      pane?.addEventListener('scroll', () => this.#look(pane), { passive: true })
    }
    return pane
  }

  #look(pane: HTMLElement): void {
    const away = distance(pane) > NEAR * 2
    if (away === this.away) return
    this.away = away
    this.changed()
  }
}

function distance(pane: HTMLElement): number {
  return pane.scrollHeight - pane.scrollTop - pane.clientHeight
}
