/** What can be styled from outside is written down, and what is written down is there. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'STYLING.md'), 'utf8')
const sources = globSync('src/{views,widgets}/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')

const all = (text: string, form: RegExp): string[] =>
  [...new Set([...text.matchAll(form)].flatMap(([, names = '']) => names.split(' ')))].sort()
const rows = (heading: string): string[] => {
  const [, section = ''] = page.split(`## ${heading}`)
  return all(section.split('\n## ')[0] ?? '', /^\| `([\w-]+)` /gm)
}

describe('the page on styling', () => {
  it('names every part, and none that is not there', () => {
    // A heading for screen readers alone has no look.
    const headings = all(sources, /heading\([^,]+, '(?!sr-only)([\w-]+)'/g)
    const parts = all(sources, /\bpart="([\w -]+)"/g)

    expect(rows('Parts')).toEqual([...new Set([...parts, ...headings])].sort())
  })

  it('names every custom property, and none that is not read', () => {
    expect(rows('Custom properties')).toEqual(all(sources, /var\(\s*(--chatkit-[\w-]+)/g))
  })
})
