// @vitest-environment jsdom
import { decodeNamedCharacterReference as theirs } from 'decode-named-character-reference'
import { describe, expect, it } from 'vitest'
import { decodeNamedCharacterReference as ours } from './reference'

describe('a named character reference', () => {
  it.each([
    'amp',
    'lt',
    'nbsp',
    'semi',
    'not',
    'notit',
    'hellip',
    'CounterClockwiseContourIntegral',
  ])('stands for the same as everywhere else: %s', (name) => {
    expect(ours(name)).toBe(theirs(name))
  })

  it.each(['bogus', '', '#60', 'lt;<img src=x onerror=alert(1)>', 'amp"'])(
    'stands for nothing when it is none: %j',
    (name) => {
      expect(ours(name)).toBe(false)
    },
  )
})
