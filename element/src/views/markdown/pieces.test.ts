// @vitest-environment jsdom
import { html, render } from 'lit'
import { beforeEach, describe, expect, it } from 'vitest'
import { setPartLoader } from '../../lazy'
import { translator } from '../../locales'
import { markdown, type Citations, type MarkdownContext } from '.'

let host: HTMLElement
beforeEach(() => {
  host = document.createElement('div')
  setPartLoader(() => Promise.reject(new Error('offline')))
})

const context: MarkdownContext = {
  t: translator('en'),
  domains: null,
  home: '',
  heading: 4,
  breaks: false,
  deeplink: () => undefined,
  copy: () => Promise.resolve(true),
}

function draw(
  text: string,
  final = true,
  more: Partial<MarkdownContext> = {},
  citations: Citations | null = null,
): HTMLElement {
  render(html`<div>${markdown(text, final, { ...context, ...more }, citations)}</div>`, host)
  return host
}
/** Everything that is said, with a space after each block. */
const words = (): string => {
  for (const block of host.querySelectorAll('p, li, th, td')) block.append(' ')
  return host.textContent.replace(/\s+/g, ' ').trim()
}

describe('pieces of Markdown', () => {
  it('are lists, tables, tasks and code', () => {
    draw('3. three\n4. four\n\n- [x] done\n\n| a | b |\n|:-|-:|\n| 1 | 2 |\n\n```js\nx < 1\n```')

    expect(host.querySelector('ol')?.getAttribute('start')).toBe('3')
    expect(host.querySelector<HTMLInputElement>('input')?.checked).toBe(true)
    expect([...host.querySelectorAll('td')].map((cell) => cell.style.textAlign)).toEqual([
      'left',
      'right',
    ])
    expect(host.querySelector('pre')?.textContent).toBe('x < 1')
    expect(host.querySelector('.code-head span')?.textContent).toBe('js')
  })

  it('are headings below those of the page, and never deeper than there are', () => {
    draw('# a\n\n## b\n\n###### c')

    expect([...host.querySelectorAll('.h')].map((one) => one.localName)).toEqual(['h4', 'h5', 'h6'])
  })

  it('are headings that skip no level, whatever the writer called them', () => {
    draw('## a\n\n#### b\n\n##### c\n\n## d\n\n# e\n\n> ### f')

    const levels = [...host.querySelectorAll('.h')].map((one) => one.localName)
    expect(levels).toEqual(['h4', 'h5', 'h6', 'h4', 'h4', 'h4'])
  })

  it.each([
    ['It costs $5 and $10.', 0],
    ['Between $20 and 30$ a month', 0],
    ['Set $HOME and $PATH, or $HOME:$PATH.', 0],
    ['$5', 0],
    ['escaped \\$x\\$', 0],
    ['`$x$` in code', 0],
    ['$x$', 1],
    ['the $n$th of $a_1 + 5$', 2],
    ['\\(a\\) and \\[b\\] and $$c$$', 3],
    ['$$\na\n$$\n\n\\[\nb\n\\]', 2],
  ])('are formulas where they are meant: %s', (text, count) => {
    expect(draw(text).querySelectorAll('.tex')).toHaveLength(count)
  })

  it('keep a line end only where that is asked for', () => {
    expect(draw('a\nb').querySelector('br')).toBeNull()
    expect(draw('a\nb', true, { breaks: true }).querySelector('br')).not.toBeNull()
  })

  it('show characters for their names', () => {
    expect(draw('a &amp; b &lt;c&gt; &#100; &nonsense; `&amp;`').textContent).toBe(
      'a & b <c> d &nonsense; &amp;',
    )
  })

  it('say when a code block was copied', async () => {
    const button = draw('```\nx\n```').querySelector<HTMLButtonElement>('button.copy')
    button?.click()
    await Promise.resolve()

    expect(button?.getAttribute('aria-label')).toBe('Copied')
  })

  it('resolve a reference whose address comes later, and notes', () => {
    draw('A [link][r] and[^n].\n\nMore.', false)
    expect(host.querySelector('a')).toBeNull()
    draw('A [link][r] and[^n].\n\nMore.\n\n[r]: https://x.org\n\n[^n]: Said so.\n', true)

    expect(host.querySelector('a')?.href).toBe('https://x.org/')
    expect(host.querySelector('.footnotes')?.textContent).toContain('Said so.')
  })
})

describe('what is still being written', () => {
  it.each([
    ['Some **bold', 'Some bold'],
    ['Some **bold*', 'Some bold'],
    ['Some *it', 'Some it'],
    ['Some **', 'Some'],
    ['Use `npm i', 'Use npm i'],
    ['Use ``a`', 'Use a'],
    ['See [the docs', 'See the docs'],
    ['See [the docs]', 'See the docs'],
    ['See [the docs](https://exa', 'See the docs'],
    ['See [the **do', 'See the do'],
    ['See [', 'See'],
    ['Look ![a cat](https://x', 'Look'],
    ['~~gone', 'gone'],
    ['Done.\n\n#', 'Done.'],
    ['Done.\n\n-', 'Done.'],
    ['- a **b', 'a b'],
    ['> a `b', 'a b'],
    ['| Na', ''],
    ['| Name | Age |\n', 'Name Age'],
    ['| Name | Age |\n|-', 'Name Age'],
    ['| A | B |\n|-|-|\n| **x', 'A B x'],
    ['a line<b', 'a line'],
    ['snake_case and 5 * 3', 'snake_case and 5 * 3'],
    ['list[0', 'list[0'],
    ['cost $5 and', 'cost $5 and'],
  ])('is shown as it will be: %j', (text, shown) => {
    draw(text, false)

    expect(words()).toBe(shown)
  })

  it('is a link, but leads nowhere yet', () => {
    const link = draw('See [the docs](https://exa', false).querySelector('a')

    expect(link?.hasAttribute('href')).toBe(false)
  })

  it('leaves finished paragraphs untouched', () => {
    draw('One.\n\nTwo.\n\nThr', false)
    const [first] = host.querySelectorAll('p')
    const changes: MutationRecord[] = []
    const observer = new MutationObserver((records) => changes.push(...records))
    observer.observe(first!, { childList: true, characterData: true, subtree: true })

    draw('One.\n\nTwo.\n\nThree is longer now.\n\nFour', false)
    changes.push(...observer.takeRecords())

    expect(host.querySelectorAll('p')[0]).toBe(first)
    expect(changes).toEqual([])
    expect(host.querySelectorAll('p')).toHaveLength(4)
  })

  it('leaves the items of a list untouched that are over', () => {
    draw('- a\n- b\n- c', false)
    const [first] = host.querySelectorAll('li')
    draw('- a\n- b\n- c\n- d and', false)

    expect(host.querySelector('li')).toBe(first)
  })
})

describe('marks of sources', () => {
  const citations = (...marks: [number, number][]): Citations => ({
    marks: marks.map(([offset, source]) => ({ offset, sources: [source] })),
    draw: (sources) => html`<sup>${sources.join()}</sup>`,
  })
  const marked = (text: string, ...marks: [number, number][]): string => {
    draw(text, true, {}, citations(...marks))
    for (const mark of host.querySelectorAll('sup')) mark.textContent = `{${mark.textContent}}`
    return words()
  }

  it.each<[string, [number, number][], string]>([
    ['Plain words here.', [[5, 1]], 'Plain{1} words here.'],
    ['Some **bold** end', [[11, 1]], 'Some bold{1} end'],
    ['Some **bold** end', [[13, 1]], 'Some bold{1} end'],
    ['A &amp; B. C', [[10, 1]], 'A & B.{1} C'],
    ['A \\* B. C', [[7, 1]], 'A * B.{1} C'],
    [
      'One.\n\nTwo.',
      [
        [4, 1],
        [10, 2],
      ],
      'One.{1} Two.{2}',
    ],
    ['One.\n\nTwo.', [[6, 1]], 'One.{1} Two.'],
    [
      '- first\n- second',
      [
        [7, 1],
        [16, 2],
      ],
      'first{1} second{2}',
    ],
    ['> a\n> b. c', [[8, 1]], 'a b.{1} c'],
    ['Use `code` now', [[8, 1]], 'Use code{1} now'],
    ['Short.', [[99, 1]], 'Short.{1}'],
    ['| a | b |\n|-|-|\n| x | y |', [[19, 1]], 'a b x{1} y'],
  ])('stand where they belong: %j', (text, marks, shown) => {
    expect(marked(text, ...marks)).toBe(shown)
  })

  it('stand after code that they cannot stand in', () => {
    draw('```js\na\n```\n\nEnd.', true, {}, citations([8, 1]))

    expect(host.querySelector('.code')?.nextElementSibling?.className).toBe('marks')
  })
})
