// @vitest-environment jsdom
import fc from 'fast-check'
import { html, render } from 'lit'
import { beforeEach, describe, expect, it } from 'vitest'
import { setPartLoader } from '../../lazy'
import { translator } from '../../locales'
import { markdown, type Citations, type MarkdownContext } from '.'
import { MarkdownDoc } from './doc'

let host: HTMLElement
let followed: string[]
beforeEach(() => {
  host = document.createElement('div')
  followed = []
  // Colours and formulas come later; here it is about what stands there at once.
  setPartLoader(() => Promise.reject(new Error('offline')))
})

const t = translator('en')
const context: MarkdownContext = {
  t,
  domains: null,
  home: '',
  heading: 4,
  breaks: false,
  deeplink: (url) => followed.push(url),
  copy: () => Promise.resolve(true),
}

type How = Partial<MarkdownContext> & { final?: boolean; citations?: Citations }

function draw(
  text: string,
  { final = true, citations, ...rest }: How = {},
  into = host,
): HTMLElement {
  const how = { ...context, ...rest }
  render(html`<div>${markdown(text, final, how, citations ?? null)}</div>`, into)
  return into
}

/** What a person gets: elements and words, without the comments that only Lit reads. */
function seen(node: Node): string {
  const copy = node.cloneNode(true)
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
  copy.normalize()
  return (copy as Element).innerHTML
}

function streamed(pieces: readonly string[]): string {
  const into = document.createElement('div')
  let text = ''
  for (const piece of pieces) draw((text += piece), { final: false }, into)
  draw(text, { final: true }, into)
  return seen(into)
}

const whole = (text: string): string => seen(draw(text, {}, document.createElement('div')))

const ANSWER = `# Plan

Some **bold** words, a \`span\`, $x^2$ and a [link](https://a.org/b_c "t").
Still the same paragraph, 5 * 3 ** 2.

- one
- two

  still two
- [x] three
   1. deep
   2. deeper

1. first

2. second

| a | b |
| - | -: |
| 1 | 2 \\| 3 |

\`\`\`js
const a = 1

const b = 2
\`\`\`

> quoted
> > twice

$$
a = b

- c
$$

Setext
===

Words with a [link][ref], ![i](https://x.org/i.png) and a note[^1]. A &amp; B \\* C

[ref]: https://example.com

[^1]: The **note**.
`

/** Bits of which anything may come when they stand in a row. */
const BITS = [
  '\n',
  '\n\n',
  ' ',
  '  \n',
  'word',
  '**',
  '*',
  '_',
  '`',
  '```',
  '```js\n',
  '~~',
  '~~~',
  '# ',
  '- ',
  '1. ',
  '2',
  '> ',
  '| a | b |',
  '|-|-|\n',
  '| 1 |',
  '[',
  ']',
  '(',
  ')',
  '](http://x.y)',
  '![',
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\',
  '<br>',
  '<b>',
  '<',
  '&amp;',
  '[a]: http://u.v',
  '[a]',
  '[^1]',
  '[^1]: note',
  '===',
  '---',
  '    ',
  '\t',
  '- [ ] ',
  'http://a.bc',
  'é😀',
]
const markdownText = fc
  .array(fc.constantFrom(...BITS), { maxLength: 40 })
  .map((bits) => bits.join(''))

/** Cuts a text at random places. */
const pieces = (text: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.tuple(text, fc.array(fc.nat(12), { minLength: 1, maxLength: 12 })).map(([all, sizes]) => {
    const cut: string[] = []
    for (let at = 0, turn = 0; at < all.length; turn += 1) {
      const size = 1 + (sizes[turn % sizes.length] ?? 0)
      cut.push(all.slice(at, at + size))
      at += size
    }
    return cut
  })

describe('Markdown that streams', () => {
  it.each([1, 2, 3, 7, 50])('ends as if it had come whole, %i characters at a time', (size) => {
    const cut = ANSWER.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []

    expect(streamed(cut)).toBe(whole(ANSWER))
  })

  it('ends as if it had come whole, whatever it says and however it is cut', () => {
    fc.assert(
      fc.property(pieces(markdownText), (cut) => {
        expect(streamed(cut)).toBe(whole(cut.join('')))
      }),
      { numRuns: 1500 },
    )
  }, 120_000)
})

describe('a long list that streams', () => {
  /** Items of which the shape changes on the way, and what may come between and after them. */
  const ITEMS = [
    '- one\n',
    '- two **bold**\n',
    '- [x] done\n',
    '\n',
    '  more\n',
    '   - deep\n',
    '  1. two deep\n',
    '1. first\n',
    '12. twelfth\n',
    '* other\n',
    'lazy\n',
    '- `a`\n  ```\n  x\n\n  y\n  ```\n',
    '- [a]\n',
    '[a]: http://x.y\n',
    '  > q\n',
    '-\n',
    '# h\n',
    '- | a |\n',
  ]
  const long = fc
    .array(fc.constantFrom('- one\n', '- one\n', '- one\n', ...ITEMS), {
      minLength: 14,
      maxLength: 45,
    })
    .map((lines) => lines.join(''))

  it('ends as if it had come whole', () => {
    fc.assert(
      fc.property(pieces(long), (cut) => {
        expect(streamed(cut)).toBe(whole(cut.join('')))
      }),
      { numRuns: 300 },
    )
  }, 120_000)

  it('is cut again only at its end', () => {
    const doc = new MarkdownDoc()
    let text = ''
    let most = 0
    for (let at = 0; at < 300; at += 1) {
      text += `- item ${at} with some words\n`
      const before = doc.lexed
      doc.update(text, false)
      most = Math.max(most, doc.lexed - before)
    }

    expect(most).toBeLessThan(600)
    expect(doc.tail).toHaveLength(1)
  })
})

describe('Markdown of a model', () => {
  it.each([
    '<img src=x onerror="boom()">',
    '<script>boom()</script>',
    'a <b onclick="boom()">b</b> c',
    '<svg><a href="javascript:boom()">x</a></svg>',
    '<iframe srcdoc="<script>boom()</script>"></iframe>',
  ])('shows %s as text and makes no element of it', (text) => {
    draw(text)

    expect(host.querySelector('img, script, b, svg, iframe, a')).toBeNull()
    expect(host.textContent).toContain('boom')
  })

  it.each([
    'javascript:boom()',
    'JaVaScRiPt:boom()',
    'java\tscript:boom()',
    '\u0001javascript:boom()',
    '&#106;avascript:boom()',
    'javascript&colon;boom()',
    'data:text/html,boom',
    'vbscript:boom',
    'file:///etc/passwd',
    'blob:https://a.org/x',
  ])('makes no link to %s', (url) => {
    draw(`[click](<${url}>)`)

    expect(host.querySelector('a')).toBeNull()
    expect(host.textContent).toContain('click')
  })

  it.each(['https://example.com/a?b=c', 'http://example.com/', 'mailto:a@example.com'])(
    'links to %s in a new tab that knows nothing of us',
    (url) => {
      const link = draw(`[click](${url})`).querySelector('a')

      expect(link?.href).toBe(url)
      expect(link?.target).toBe('_blank')
      expect(link?.rel).toContain('noopener')
    },
  )

  it('hands a deep link to the page and goes nowhere', () => {
    const link = draw('[open](chatkit-link://task?id=7)').querySelector('a')
    const click = new MouseEvent('click', { cancelable: true, bubbles: true })
    link?.dispatchEvent(click)

    expect(click.defaultPrevented).toBe(true)
    expect(followed).toEqual(['chatkit-link://task?id=7'])
  })

  it('loads images only from the domains of the thread', () => {
    draw(
      '![a](https://cdn.good.org/a.png) ![b](https://evil.org/b.png) ![c](https://notgood.org/c.png)',
      { domains: ['good.org'] },
    )

    expect([...host.querySelectorAll('img')].map((image) => image.src)).toEqual([
      'https://cdn.good.org/a.png',
    ])
    expect(host.textContent).toContain('b')
  })

  it('calls no other host for an image before the person asks for it', () => {
    const asked = draw('![a cat](https://evil.org/?q=secret)').querySelector('button')

    expect(host.querySelector('img')).toBeNull()
    expect(asked?.textContent).toContain('evil.org')
    asked?.click()

    expect(host.querySelector('img')?.src).toBe('https://evil.org/?q=secret')
    expect(host.querySelector('img')?.alt).toBe('a cat')
  })

  it('shows images of the page and of its server at once', () => {
    draw('![a](/a.png) ![b](https://api.own.org/b.png)', { home: 'https://api.own.org' })

    expect(host.querySelectorAll('img')).toHaveLength(2)
  })

  it('never loads an image of a scheme that runs', () => {
    expect(
      draw('![a](data:image/svg+xml;base64,PHN2Zz4=) ![b](javascript:boom())').querySelector('img'),
    ).toBeNull()
  })

  it.each([
    `${'> '.repeat(2000)}deep`,
    `${'- '.repeat(800)}deep`,
    `${'*'.repeat(5000)}deep`,
    `${'['.repeat(5000)}deep`,
  ])('survives nesting that nobody reads', (text) => {
    draw(text)

    expect(host.textContent.trim()).not.toBe('')
  })
})
