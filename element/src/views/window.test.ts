import { describe, expect, it } from 'vitest'
import { Heights, nextRange, startRange, type Range, type Sight } from './window'

const keys = Array.from({ length: 1000 }, (_, at) => `t${at}`)
const even = (): Heights => {
  const heights = new Heights()
  for (const key of keys) heights.set(key, 100)
  return heights
}

/** Follows the steps until there is nothing left to do. */
function settle(from: Range, sight: Sight, heights = even()): { range: Range; most: number } {
  let range = from
  let most = 0
  for (;;) {
    const next = nextRange(range, keys, heights, sight)
    if (next.from === range.from && next.to === range.to) return { range, most }
    most = Math.max(most, range.from - next.from + next.to - range.to)
    range = next
  }
}

describe('the turns on the page', () => {
  it('are all of a short conversation, and the end of a long one', () => {
    expect(startRange(80)).toEqual({ from: 0, to: 80 })
    expect(startRange(1000)).toEqual({ from: 994, to: 1000 })
  })

  it('are those in sight and some around them', () => {
    const { range } = settle(startRange(1000), { top: 50_000, bottom: 50_800 })

    expect(range.from).toBeLessThanOrEqual(488)
    expect(range.from).toBeGreaterThan(470)
    expect(range.to).toBeGreaterThanOrEqual(520)
    expect(range.to).toBeLessThan(535)
  })

  it('come a few at a time when one goes on, and those in sight at once after a leap', () => {
    const near = settle({ from: 488, to: 520 }, { top: 49_000, bottom: 49_800 })
    const leap = nextRange({ from: 0, to: 10 }, keys, even(), { top: 50_000, bottom: 50_800 })

    expect(near.most).toBeLessThanOrEqual(6)
    expect(leap.from).toBeLessThanOrEqual(500)
    expect(leap.to).toBeGreaterThanOrEqual(508)
    expect(leap.to - leap.from).toBeLessThanOrEqual(14)
  })

  it('never are none', () => {
    const beyond = nextRange({ from: 0, to: 5 }, keys, even(), { top: 1e9, bottom: 1e9 + 800 })

    expect(beyond.to).toBeGreaterThan(beyond.from)
  })

  it('leave as much room as they had, and that of the first few where nothing is known', () => {
    const heights = new Heights()
    heights.set('t0', 50)
    heights.set('t0', 150)
    expect(heights.sum(keys, 0, 3)).toBe(150 + 240 + 240)
    for (const [at, height] of [250, 350, 450, 550].entries()) heights.set(`t${at + 1}`, height)
    expect(heights.sum(keys, 4, 7)).toBe(550 + 350 + 350)

    heights.set('t5', 9000)

    expect(heights.sum(keys, 6, 8)).toBe(700)
  })
})
