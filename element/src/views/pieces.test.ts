// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { highlight } from '../parts/highlight'
import { render } from '../parts/maths'
import { citedIn } from './citations'
import { duration } from './duration'
import { said } from '../testing/items'
import type { Annotation, Source } from '../events'

const url = (name: string): Source => ({ type: 'url', title: name, url: `https://${name}/` })
const note = (name: string, index: number | null): Annotation => ({
  type: 'annotation',
  source: url(name),
  index,
})
const message = (text: string, ...annotations: Annotation[]): ReturnType<typeof said> => ({
  ...said('a'),
  content: [{ type: 'output_text', text, annotations }],
})

describe('sources of an answer', () => {
  it('are counted once, in the order in which they are named', () => {
    const { sources, marks } = citedIn(
      message('One. Two. Three.', note('b', 9), note('a', 4), note('b', 4), note('c', null)),
    )

    expect(sources.map(({ title }) => title)).toEqual(['b', 'a', 'c'])
    expect(marks).toEqual([
      [
        { offset: 4, sources: [1, 0] },
        { offset: 9, sources: [0] },
      ],
    ])
  })

  it('stand where a server counts characters that are two units here', () => {
    expect(citedIn(message('😀😀 Hi. More', note('a', 6))).marks[0]).toEqual([
      { offset: 8, sources: [0] },
    ])
  })

  it('stay the same object while only words come', () => {
    const first = message('One.', note('a', 4))
    const [part] = first.content
    const grown = { ...first, content: [{ ...part!, text: 'One. And more.' }] }

    expect(citedIn(grown)).toBe(citedIn(grown))
    expect(citedIn({ ...grown })).toBe(citedIn(grown))
  })
})

describe('a length of time', () => {
  it.each([
    [0, '0 sec'],
    [0.4, '0 sec'],
    [12, '12 sec'],
    [60, '1 min'],
    [75, '1 min 15 sec'],
    [3600, '1 hr'],
    [3725, '1 hr 2 min'],
    [-3, '0 sec'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(duration(seconds, 'en')).toBe(words)
  })

  it('is written as the language writes it', () => {
    expect(duration(75, 'de')).toContain('Min.')
  })
})

describe('colours of code', () => {
  it('leave every character where it was', () => {
    const code = 'const a = `x ${1 + 2}` // é\n\n  <b>&amp;</b>\n'

    const runs = highlight(code, 'JS') ?? []

    expect(runs.map(([text]) => text).join('')).toBe(code)
    expect(runs.find(([text]) => text === 'const')?.[1]).toBe('c-keyword')
  })

  it('are not guessed for a language that is not known', () => {
    expect(highlight('a', 'brainfog')).toBeNull()
  })
})

describe('a formula', () => {
  it('is MathML, with its source', () => {
    const math = render('\\frac{a}{b}', false)

    expect(math?.localName).toBe('math')
    expect(math?.querySelector('mfrac')).not.toBeNull()
    expect(math?.querySelector('annotation')?.textContent).toBe('\\frac{a}{b}')
  })

  it.each([
    '\\frac{a}',
    '\\href{javascript:alert(1)}{x}',
    '\\includegraphics{https://evil.org/x.png}',
    '\\def\\a{\\a\\a}\\a',
    'x'.repeat(5000),
  ])('that is none, or wants more than it may, is left as it is: %.30s', (tex) => {
    const drawn = render(tex, false)

    expect(drawn?.querySelector('[href], [src], img, a') ?? null).toBeNull()
    expect(drawn === null || !drawn.textContent.includes('javascript:')).toBe(true)
  })

  it('cannot grow beyond the page', () => {
    const rule = render('\\rule{9999em}{9999em}', false)

    expect(rule?.querySelector('mspace')?.getAttribute('width')).toBe('40em')
  })
})
