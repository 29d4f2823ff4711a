// @vitest-environment jsdom
import { html, render } from 'lit'
import { beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../locales'
import { markdown, type MarkdownContext } from './markdown'

let host: HTMLElement
let followed: string[]
beforeEach(() => {
  host = document.createElement('div')
  followed = []
})

const t = translator('en')

function draw(
  text: string,
  { final = true, domains = null }: { final?: boolean; domains?: string[] | null } = {},
): HTMLElement {
  const context: MarkdownContext = {
    t,
    domains,
    deeplink: (url) => followed.push(url),
    copy: () => Promise.resolve(true),
  }
  render(html`<div>${markdown(text, final, context)}</div>`, host)
  return host
}

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

  it('never loads an image of a scheme that runs', () => {
    expect(
      draw('![a](data:image/svg+xml;base64,PHN2Zz4=) ![b](javascript:boom())').querySelector('img'),
    ).toBeNull()
  })

  it('survives nesting that nobody reads', () => {
    draw(`${'> '.repeat(2000)}deep`)

    expect(host.textContent).toContain('…')
  })

  it('draws lists, tables, tasks and code', () => {
    draw('3. three\n4. four\n\n- [x] done\n\n| a | b |\n|:-|-:|\n| 1 | 2 |\n\n```js\nx < 1\n```')

    expect(host.querySelector('ol')?.getAttribute('start')).toBe('3')
    expect(host.querySelector<HTMLInputElement>('input')?.checked).toBe(true)
    expect([...host.querySelectorAll('td')].map((cell) => cell.style.textAlign)).toEqual([
      'left',
      'right',
    ])
    expect(host.querySelector('pre')?.textContent).toBe('x < 1')
  })

  it('leaves finished paragraphs untouched while the answer goes on', () => {
    draw('One.\n\nTwo.\n\nThr', { final: false })
    const [first] = host.querySelectorAll('p')
    const changes: MutationRecord[] = []
    const observer = new MutationObserver((records) => changes.push(...records))
    observer.observe(first!, { childList: true, characterData: true, subtree: true })

    draw('One.\n\nTwo.\n\nThree is longer now.\n\nFour', { final: false })
    changes.push(...observer.takeRecords())

    expect(host.querySelectorAll('p')[0]).toBe(first)
    expect(changes).toEqual([])
    expect(host.querySelectorAll('p')).toHaveLength(4)
  })

  it('says when a code block was copied', async () => {
    const button = draw('```\nx\n```').querySelector<HTMLButtonElement>('button.copy')
    button?.click()
    await Promise.resolve()

    expect(button?.getAttribute('aria-label')).toBe('Copied')
  })
})
