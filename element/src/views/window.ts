/** Which turns of a long conversation stand on the page: those in sight and around it. */

export type Range = { from: number; to: number }

/** Conversations up to this many turns stand on the page as a whole. */
const SMALL = 80
/** Panes above and below that are kept ready. */
const MARGIN = 1.5
/** Turns at the end of a long conversation that are drawn at once. */
const START = 6
/** Turns that are drawn in one frame, besides those in sight. */
const STEP = 3
/** Pixels; what a turn is taken for before it was seen. */
const TYPICAL = 240
/** Turns that must have been seen before others are taken for their like. */
const ENOUGH = 5

/** Heights of turns, as they were when they were last on the page. */
export class Heights {
  readonly #known = new Map<string, number>()
  #typical = TYPICAL

  /** What a turn is taken for is learned once: if it changed, all that is out of sight would move. */
  set(key: string, height: number): void {
    this.#known.set(key, height)
    if (this.#known.size !== ENOUGH || this.#typical !== TYPICAL) return
    this.#typical = [...this.#known.values()].reduce((sum, one) => sum + one, 0) / ENOUGH
  }

  of(key: string): number {
    return this.#known.get(key) ?? this.#typical
  }

  /** The height of turns in a row. */
  sum(keys: readonly string[], from: number, to: number): number {
    let height = 0
    for (let at = from; at < to; at += 1) height += this.of(keys[at] ?? '')
    return height
  }
}

/** What is in sight, in pixels from the top of the first turn. */
export type Sight = { top: number; bottom: number }

/** The turns that touch a stretch of the conversation. */
function touching(keys: readonly string[], heights: Heights, { top, bottom }: Sight): Range {
  let y = 0
  let from = keys.length
  let to = 0
  for (const [at, key] of keys.entries()) {
    const end = y + heights.of(key)
    if (end > top && y < bottom) {
      from = Math.min(from, at)
      to = at + 1
    }
    y = end
  }
  return from < to ? { from, to } : { from: Math.max(0, keys.length - 1), to: keys.length }
}

/** The turns that are drawn first when a conversation is opened: its end. */
export function startRange(count: number): Range {
  return { from: count <= SMALL ? 0 : count - START, to: count }
}

/** The next step from the turns that are on the page to those that should be. */
export function nextRange(
  now: Range,
  keys: readonly string[],
  heights: Heights,
  sight: Sight,
): Range {
  if (keys.length <= SMALL) return { from: 0, to: keys.length }
  const margin = (sight.bottom - sight.top) * MARGIN
  const seen = touching(keys, heights, sight)
  const wanted = touching(keys, heights, { top: sight.top - margin, bottom: sight.bottom + margin })
  const apart = now.to <= seen.from || now.from >= seen.to
  const base = apart ? seen : now
  return {
    from: Math.min(seen.from, clamp(wanted.from, base.from - STEP, base.from + STEP * 4)),
    to: Math.max(seen.to, clamp(wanted.to, base.to - STEP * 4, base.to + STEP)),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
