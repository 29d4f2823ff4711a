import { describe, expect, it } from 'vitest'
import { spoken } from './speech'

describe('an answer that is read out', () => {
  it.each([
    ['## Plan\n\n- **Milk** and *eggs*\n- [x] bread', 'Plan\nMilk and eggs\nbread'],
    ['| Day | Task |\n|-----|------|\n| Mon | Shop |', 'Day, Task\nMon, Shop'],
    ['See [the list](https://x.test/a_b) ![a cat](c.png)', 'See the list a cat'],
    ['```js\nlet a = 1\n```\nDone', 'let a = 1\nDone'],
    ['snake_case_name stays, 2 * 3 * 4 too', 'snake_case_name stays, 2 * 3 * 4 too'],
    ['> quoted', 'quoted'],
  ])('has words and no marks: %j', (markdown, words) => {
    expect(spoken(markdown)).toBe(words)
  })

  it('is not longer than anybody would listen', () => {
    expect(spoken('word '.repeat(1000))).toHaveLength(1500)
  })
})
