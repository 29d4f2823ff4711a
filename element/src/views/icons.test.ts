// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { icons as all } from 'lucide'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LETTERS, shapesOf } from '../../icons.mjs'
import { setPartLoader } from '../lazy'
import { loadPart } from '../testing/parts'
import { drawIcon, iconNames } from './icons'

beforeEach(() => setPartLoader(loadPart))

const TYPES = readFileSync(
  join(import.meta.dirname, '../../../node_modules/@openai/chatkit/types/index.d.ts'),
  'utf8',
)
const WIDGETS = readFileSync(
  join(import.meta.dirname, '../../../node_modules/@openai/chatkit/types/widgets.d.ts'),
  'utf8',
)

/** The words of one published type. */
function wordsOf(source: string, name: string): string[] {
  const [, body = ''] = new RegExp(`type ${name} =([^;]+);`).exec(source) ?? []
  return [...body.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word)
}

const shapes = (svg: SVGElement): string => svg.innerHTML
const unknown = shapes(drawIcon('no-such-thing'))

describe('the published icon names', () => {
  it.each([
    ['WidgetIcon', WIDGETS],
    ['HeaderIcon', TYPES],
    ['ChatKitIcon', TYPES],
  ])('of %s are all drawn', async (name, source) => {
    const words = wordsOf(source, name)
    const drawings = words.map(drawIcon)
    await vi.waitUntil(() => drawings.every((svg) => shapes(svg) !== ''))

    expect(words.length).toBeGreaterThan(40)
    expect(words.filter((word) => !iconNames.includes(word))).toEqual([])
    expect(words.filter((_word, at) => drawings[at] && shapes(drawings[at]) === unknown)).toEqual(
      [],
    )
  })

  it.each([
    'sidebar-left',
    'menu',
    'hamburger',
    'home',
    'settings-cog',
    'share',
    'close',
    'history',
    'dark-mode',
  ])('that headers mostly have, like %s, are there at once', (name) => {
    expect(shapes(drawIcon(name))).not.toBe('')
  })
})

describe("Lucide's own names", () => {
  it('come with the part of their first letter', async () => {
    const load = vi.fn(loadPart)
    setPartLoader(load)

    const svg = drawIcon('lucide:arrow-down-0-1')
    expect(shapes(svg)).toBe('')
    await vi.waitUntil(() => shapes(svg) !== '')

    expect(load.mock.calls.map(([name]) => name)).toEqual(['icons-a'])
    expect(svg.childElementCount).toBe(all.ArrowDown01.length)
  })

  it('are all in one of the parts', () => {
    const held = LETTERS.flatMap((letter) => Object.keys(shapesOf(letter)))

    expect(held.sort()).toEqual(Object.keys(all).sort())
  })

  it.each(['lucide:no-such-icon', 'lucide:__proto__', 'lucide:../../evil', 'lucide:'])(
    'that are none, like %s, are a neutral sign',
    async (name) => {
      const svg = drawIcon(name)
      await vi.waitUntil(() => shapes(svg) !== '')

      expect(shapes(svg)).toBe(unknown)
    },
  )

  it('are a neutral sign where the part cannot be had', async () => {
    setPartLoader(() => Promise.reject(new Error('offline')))

    const svg = drawIcon('lucide:cat')
    await vi.waitUntil(() => shapes(svg) !== '')

    expect(shapes(svg)).toBe(unknown)
  })
})

it('shows a vendor by its initial and never by a mark that is not ours', () => {
  expect(drawIcon('vendor:acme').textContent).toBe('A')
})
