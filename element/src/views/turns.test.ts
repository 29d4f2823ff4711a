import { describe, expect, it } from 'vitest'
import { asked, said } from '../testing/items'
import type { Entry } from '../state'
import { TurnKeeper, turnsOf } from './turns'

const end = (id: string): Entry => ({
  type: 'end_of_turn',
  id,
  thread_id: 't1',
  created_at: '2026-11-23T08:00:00Z',
})
const shape = (entries: Entry[]): string[] =>
  turnsOf(entries).map((turn) => turn.entries.map(({ id }) => id).join(' '))

describe('turns', () => {
  it('begin with each message of the person', () => {
    expect(shape([said('a0'), asked('u1', ''), said('a1'), said('b1'), asked('u2', '')])).toEqual([
      'a0',
      'u1 a1 b1',
      'u2',
    ])
  })

  it('are over where the server says so', () => {
    expect(shape([asked('u1', ''), said('a1'), end('e1'), said('a2')])).toEqual(['u1 a1 e1', 'a2'])
  })

  it('stay the same objects while nothing in them changes', () => {
    const keeper = new TurnKeeper()
    const first = [asked('u1', ''), said('a1')]
    const before = keeper.read([...first, asked('u2', '')])
    const after = keeper.read([asked('u0', ''), ...first, asked('u2', ''), said('a2')])

    expect(after[1]).toBe(before[0])
    expect(after[2]).not.toBe(before[1])
    expect(after.map(({ key }) => key)).toEqual(['u0', 'u1', 'u2'])
  })

  it('keep their key when a message that was shown early gets its name, and for good', () => {
    const keeper = new TurnKeeper()
    const earlier = [asked('u1', ''), said('a1')]
    keeper.read([...earlier, asked('local-1', 'Hi')])
    const stored = asked('u2', 'Hi')

    expect(keeper.read([...earlier, stored])[1]?.key).toBe('local-1')
    expect(keeper.read([...earlier, stored, said('a2')])[1]?.key).toBe('local-1')
    expect(keeper.read([...earlier, stored, said('a2'), asked('u3', '')])[2]?.key).toBe('u3')
  })
})
