import { describe, expect, it } from 'vitest'
import { translator } from '../locales'
import { thread } from '../testing/items'
import { groupsOf } from './days'

const now = new Date(2026, 10, 23, 15)
const at = (...parts: [number, number, number, number?]): string => new Date(...parts).toISOString()
const grouped = (locale: string, ...instants: string[]): [string, number][] =>
  groupsOf(
    instants.map((created_at, number) => ({ ...thread(`t${number}`), created_at })),
    { t: translator('en'), locale },
    now,
  ).map(({ words, threads }) => [words, threads.length])

describe('threads by day', () => {
  it('are of today, of yesterday, of the days before, and of their month', () => {
    expect(
      grouped(
        'en-GB',
        at(2026, 10, 23, 0),
        at(2026, 10, 22, 23),
        at(2026, 10, 22, 1),
        at(2026, 10, 16),
        at(2026, 10, 15, 23),
        at(2026, 9, 2),
        at(2025, 11, 31),
      ),
    ).toEqual([
      ['Today', 1],
      ['Yesterday', 2],
      ['Previous 7 days', 1],
      ['November', 1],
      ['October', 1],
      ['December 2025', 1],
    ])
  })

  it('have months in the language of the page, with a capital', () => {
    expect(grouped('fr-FR', at(2026, 7, 2), at(2025, 7, 2))).toEqual([
      ['Août', 1],
      ['Août 2025', 1],
    ])
  })

  it('of no readable day stand apart', () => {
    expect(grouped('en', 'nonsense')).toEqual([['Earlier', 1]])
  })
})
