/** Keeps the conversation where the reader wants it while it grows. */

/** Pixels; closer than this counts as being at the end. */
const NEAR = 80
/** Pixels between the top of the pane and a message that was just sent. */
const HEADROOM = 12
/** Milliseconds; by then a movement of ours is over. */
const GLIDE = 700
/** What somebody does who wants to be elsewhere. */
const LEAVING = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

export type ScrollFacts = {
  threadId: string | null
  /** False while the thread loads. */
  loaded: boolean
  firstId: string | null
  lastId: string | null
  sentCount: number
  streaming: boolean
  /** What comes is followed by who is at the end. */
  follow: boolean
}

export class ScrollKeeper {
  away = false
  /** Something came below while the reader was elsewhere. */
  fresh = false
  #seen: ScrollFacts | null = null
  /** The reader is at the end, or was until more came than has been scrolled to yet. */
  #stays = true
  /** Wheel, finger or key moved something since the reader was last at the end. */
  #touched = false
  #top = 0
  #height = 0
  #anchors: Anchor[] = []
  /** Everything may have another size with the drawing that is coming. */
  #restyled = false
  #pane: HTMLElement | null = null
  #sizes: ResizeObserver | null = null
  /** A thread was just opened: what is still being drawn does not push its end away. */
  #arriving = false
  #glidesUntil = 0

  constructor(
    private readonly root: () => ParentNode | null,
    private readonly changed: () => void,
  ) {}

  /**
   * Call before drawing: what follows depends on where the reader was.
   * @param restyled - The page gave new options.
   */
  before(restyled: boolean): void {
    const pane = this.#find()
    this.#restyled = restyled
    if (pane === null) this.#anchors = []
    else this.#anchors = restyled ? linesIn(pane) : anchorsIn(pane)
  }

  /** Call after drawing. */
  after(facts: ScrollFacts): void {
    const pane = this.#find()
    const seen = this.#seen
    if (pane === null) return
    this.#seen = facts
    if (seen === null || !seen.loaded || movedAway(seen, facts)) this.#arrive(pane, facts, seen)
    else if (facts.sentCount > seen.sentCount) this.#pinQuestion(pane)
    else if (facts.firstId !== seen.firstId && seen.firstId !== null) hold(pane, this.#anchors)
    else if (this.#restyled) this.#keep(pane, facts)
    else if (facts.follow || seen.follow) this.#followed(pane, facts)
    this.#look(pane)
    this.#note(seen, facts)
  }

  /** The line that was at the top stays there; who was at the end of a finished answer still sees it. */
  #keep(pane: HTMLElement, { streaming, follow }: ScrollFacts): void {
    if (!this.away && this.#stays && (follow || !streaming)) this.#toEnd(pane)
    else hold(pane, this.#anchors)
    this.#top = pane.scrollTop
  }

  #followed(pane: HTMLElement, { follow }: ScrollFacts): void {
    if (!this.#stays) return
    // Colours and formulas of the last words, and the buttons below them, come after the end.
    this.#arriving = !follow
    this.#toEnd(pane)
  }

  /** Smoothly where that is not far. */
  jump(): void {
    const pane = this.#find()
    if (pane === null) return
    this.#arriving = this.#stays = true
    const distance = hiddenBelow(pane)
    if (distance > pane.clientHeight * 3) this.#toEnd(pane)
    else this.#glide(pane, distance)
  }

  #arrive(pane: HTMLElement, facts: ScrollFacts, seen: ScrollFacts | null): void {
    pane.style.removeProperty('--turn-room')
    this.fresh = false
    if (facts.sentCount > (seen?.sentCount ?? 0)) this.#pinQuestion(pane)
    else if (facts.loaded) {
      this.#arriving = this.#stays = true
      this.#toEnd(pane)
    }
  }

  /** Gives the newest turn the room to stand at the top, and brings it there. */
  #pinQuestion(pane: HTMLElement): void {
    const turn = lastTurn(pane)
    if (turn === null) return
    this.#arriving = false
    this.#stays = true
    this.#makeRoom(pane)
    const from = pane.getBoundingClientRect().top + HEADROOM
    this.#glide(pane, turn.getBoundingClientRect().top - from)
  }

  #makeRoom(pane: HTMLElement): void {
    const below =
      Number.parseFloat(getComputedStyle(pane.firstElementChild ?? pane).paddingBottom) || 0
    pane.style.setProperty('--turn-room', `${Math.max(0, pane.clientHeight - HEADROOM - below)}px`)
  }

  #glide(pane: HTMLElement, distance: number): void {
    const far = Math.abs(distance) > pane.clientHeight * 2
    const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true
    if (far || still || typeof pane.scrollTo !== 'function') pane.scrollTop += distance
    else {
      this.#glidesUntil = performance.now() + GLIDE
      pane.scrollTo({ top: pane.scrollTop + distance, behavior: 'smooth' })
      setTimeout(() => this.#landed(pane), GLIDE)
    }
  }

  #toEnd(pane: HTMLElement): void {
    const beyond = hiddenBelow(pane)
    if (beyond <= 0 || this.#gliding) return
    pane.scrollTop += beyond
    this.#top = pane.scrollTop
  }

  get #gliding(): boolean {
    return performance.now() < this.#glidesUntil
  }

  /** Content that came meanwhile is followed by who was at the end before. */
  #landed(pane: HTMLElement): void {
    if (this.#glidesUntil === 0) return
    this.#glidesUntil = 0
    if (this.#arriving || (this.#seen?.follow === true && this.#stays)) this.#toEnd(pane)
    this.#look(pane)
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
    pane.addEventListener('scroll', () => this.#scrolled(pane), { passive: true })
    const leave = (): void => {
      this.#touched = true
      this.#arriving = false
      this.#glidesUntil = 0
    }
    for (const name of LEAVING) pane.addEventListener(name, leave, { passive: true })
    if (typeof ResizeObserver === 'undefined') return
    this.#sizes = new ResizeObserver(() => this.#resized(pane))
    this.#sizes.observe(pane)
    if (pane.firstElementChild !== null) this.#sizes.observe(pane.firstElementChild)
  }

  /** Images, formulas and colours come after the words. */
  #resized(pane: HTMLElement): void {
    if (pane.style.getPropertyValue('--turn-room') !== '') this.#makeRoom(pane)
    if (this.#arriving || (this.#seen?.follow === true && this.#stays)) this.#toEnd(pane)
    this.#look(pane)
  }

  /**
   * Only who scrolls up leaves the end. How far it is away says nothing: more may have come, in one piece,
   * than was scrolled to yet. And what folds above takes the place with it, which nobody did.
   */
  #scrolled(pane: HTMLElement): void {
    const { scrollTop, scrollHeight } = pane
    const up = scrollTop < this.#top - 1 && (this.#touched || scrollHeight === this.#height)
    this.#top = scrollTop
    this.#height = scrollHeight
    if (hiddenBelow(pane) < NEAR) {
      this.#stays = true
      this.#touched = false
    } else if (up && !this.#gliding) this.#stays = this.#arriving = false
    this.#look(pane)
  }

  #look(pane: HTMLElement): void {
    const away = hiddenBelow(pane) > NEAR * 1.5
    if (away === this.away) return
    this.away = away
    if (!away) this.fresh = false
    this.changed()
  }

  #note(seen: ScrollFacts | null, now: ScrollFacts): void {
    const came = seen !== null && seen.threadId === now.threadId && seen.lastId !== now.lastId
    if (!this.away || this.fresh || !(came || now.streaming)) return
    this.fresh = true
    this.changed()
  }
}

/** Another thread is shown, other than by a first message that made it. */
function movedAway(seen: ScrollFacts, now: ScrollFacts): boolean {
  return (
    seen.threadId !== now.threadId && seen.threadId !== null && seen.sentCount === now.sentCount
  )
}

/** A turn in sight, and where it was. */
export type Anchor = { element: Element; top: number }

export function anchorsIn(pane: HTMLElement): Anchor[] {
  const { top, bottom } = pane.getBoundingClientRect()
  const anchors: Anchor[] = []
  for (const element of pane.querySelector('.turns')?.children ?? []) {
    const box = element.getBoundingClientRect()
    if (box.top >= bottom) break
    if (box.bottom > top && element.classList.contains('turn'))
      anchors.push({ element, top: box.top })
  }
  return anchors
}

/** The first line in sight; more exact than its turn, for when all the lines before it change. */
function linesIn(pane: HTMLElement): Anchor[] {
  const turns = anchorsIn(pane)
  const { top, bottom } = pane.getBoundingClientRect()
  for (const turn of turns)
    for (const element of turn.element.querySelectorAll('p, li, pre, tr, div, .h')) {
      const box = element.getBoundingClientRect()
      if (box.height > 0 && box.top >= top && box.top < bottom) return [{ element, top: box.top }]
    }
  return turns
}

/** Brings what was in sight back to where it was, as far as the browser has not done so itself. */
export function hold(pane: HTMLElement, anchors: readonly Anchor[]): void {
  const anchor = anchors.find(({ element }) => element.isConnected)
  if (anchor === undefined) return
  const moved = anchor.element.getBoundingClientRect().top - anchor.top
  if (Math.abs(moved) >= 1) pane.scrollTop += moved
}

/** Not by its own class: that would look through everything before it. */
function lastTurn(pane: HTMLElement): Element | null {
  return pane.querySelector('.turns')?.lastElementChild ?? null
}

/** Pixels of content below the pane's lower edge; room that only holds a turn up is no content. */
function hiddenBelow(pane: HTMLElement): number {
  const end = lastTurn(pane)?.lastElementChild ?? pane.firstElementChild
  if (end === null || end === undefined) return 0
  return end.getBoundingClientRect().bottom + HEADROOM * 2 - pane.getBoundingClientRect().bottom
}
