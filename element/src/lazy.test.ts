// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onPart, part, peek, setPartLoader } from './lazy'

let asked: [string, number][]
let answer: () => Promise<unknown>

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  answer = () => Promise.resolve({ ready: true })
  setPartLoader((name, tries) => {
    asked.push([name, tries])
    return answer()
  })
})
afterEach(() => vi.useRealTimers())

describe('a lazy part', () => {
  it('is fetched once, however many ask', async () => {
    const [one, other] = await Promise.all([part('chart'), part('chart')])

    expect(one).toBe(other)
    expect(asked).toEqual([['chart', 1]])
  })

  it('can be looked at without waiting, and says when it has come', async () => {
    const told = vi.fn()
    const stop = onPart(told)

    expect(peek('chart')).toBeNull()
    await part('chart')

    expect(peek('chart')).toEqual({ ready: true })
    expect(told).toHaveBeenCalledTimes(1)
    stop()
  })

  it('that failed is not asked for again at once, but later, under another address', async () => {
    answer = () => Promise.reject(new Error('offline'))
    await expect(part('chart')).rejects.toThrow('offline')
    await expect(part('chart')).rejects.toThrow('offline')
    expect(asked).toEqual([['chart', 1]])

    vi.advanceTimersByTime(31_000)
    answer = () => Promise.resolve({ ready: true })
    await part('chart')

    expect(asked).toEqual([
      ['chart', 1],
      ['chart', 2],
    ])
  })

  it('is asked for again as soon as the network is back', async () => {
    answer = () => Promise.reject(new Error('offline'))
    await expect(part('chart')).rejects.toThrow('offline')
    answer = () => Promise.resolve({ ready: true })

    window.dispatchEvent(new Event('online'))

    await expect(part('chart')).resolves.toEqual({ ready: true })
  })

  it('that never comes is given up', async () => {
    answer = () => new Promise(() => undefined)
    const given = expect(part('chart')).rejects.toThrow('took too long')

    await vi.advanceTimersByTimeAsync(15_000)

    await given
    expect(peek('chart')).toBeNull()
  })
})
