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
  #sizes: ResizeObserver | null = null

  constructor(
    private readonly root: () => ParentNode | null,
    private readonly changed: () => void,
  ) {}

  /** Call before drawing: what follows depends on where the reader was. */
  before(): void {
    const pane = this.#find()
    this.#wasNear = pane === null || hiddenBelow(pane) < NEAR
    this.#heightBefore = pane?.scrollHeight ?? 0
  }

  /** Call after drawing. */
  after(facts: ScrollFacts): void {
    const pane = this.#find()
    const seen = this.#seen
    if (pane === null) return
    this.#seen = facts
    if (seen === null || !seen.loaded || movedAway(seen, facts)) this.#arrive(pane, facts, seen)
    else if (facts.sentCount > seen.sentCount) this.#pinQuestion(pane)
    else if (facts.firstId !== seen.firstId && seen.firstId !== null)
      pane.scrollTop += pane.scrollHeight - this.#heightBefore
    else if (facts.follow && this.#wasNear) this.#toEnd(pane)
    this.#look(pane)
  }

  jump(): void {
    const pane = this.#find()
    if (pane === null) return
    pane.scrollTo?.({ top: pane.scrollTop + hiddenBelow(pane), behavior: 'smooth' })
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
    this.#makeRoom(pane)
    pane.scrollTop += turn.getBoundingClientRect().top - pane.getBoundingClientRect().top - HEADROOM
  }

  #makeRoom(pane: HTMLElement): void {
    const below =
      Number.parseFloat(getComputedStyle(pane.firstElementChild ?? pane).paddingBottom) || 0
    pane.style.setProperty('--turn-room', `${Math.max(0, pane.clientHeight - HEADROOM - below)}px`)
  }

  #toEnd(pane: HTMLElement): void {
    const beyond = hiddenBelow(pane)
    if (beyond > 0) pane.scrollTop += beyond
  }

  #find(): HTMLElement | null {
    const pane = this.root()?.querySelector<HTMLElement>('.scroller') ?? null
    if (pane === this.#pane) return pane
    this.#pane = pane
    this.#sizes?.disconnect()
    if (pane === null) this.#seen = null
    else this.#watch(pane)
    return pane
  }

  #watch(pane: HTMLElement): void {
    pane.addEventListener('scroll', () => this.#look(pane), { passive: true })
    if (typeof ResizeObserver === 'undefined') return
    this.#sizes = new ResizeObserver(() => {
      if (pane.style.getPropertyValue('--turn-room') !== '') this.#makeRoom(pane)
      this.#look(pane)
    })
    this.#sizes.observe(pane)
  }

  #look(pane: HTMLElement): void {
    const away = hiddenBelow(pane) > NEAR * 1.5
    if (away === this.away) return
    this.away = away
    this.changed()
  }
}

/** Another thread is shown, other than by a first message that made it. */
function movedAway(seen: ScrollFacts, now: ScrollFacts): boolean {
  return (
    seen.threadId !== now.threadId && seen.threadId !== null && seen.sentCount === now.sentCount
  )
}

/** Pixels of content below the pane's lower edge; room that only holds a turn up is no content. */
function hiddenBelow(pane: HTMLElement): number {
  const end = pane.querySelector('.turn.last')?.lastElementChild ?? pane.firstElementChild
  if (end === null || end === undefined) return 0
  return end.getBoundingClientRect().bottom + HEADROOM * 2 - pane.getBoundingClientRect().bottom
}
