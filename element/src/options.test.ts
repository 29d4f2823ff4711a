// @vitest-environment jsdom
import type { ChatKitOptions } from '@openai/chatkit'
import { afterEach, describe, expect, it } from 'vitest'
import { box, button, press, texts, type, until, type Mounted } from './testing/element'
import { answers, closePage, names, open, simple, theServer } from './testing/page'
import { startServer, type TestServer } from './testing/server'

let second: TestServer | null = null
afterEach(async () => {
  await second?.close()
  second = null
  await closePage()
})

const rootOf = ({ root }: Mounted): HTMLElement => root.querySelector<HTMLElement>('.root')!
const api = (): ChatKitOptions['api'] => ({ url: theServer().url, domainKey: 'x' })

/** Sets a full new set of options, as a page does on every change. */
async function change(mounted: Mounted, options: Partial<ChatKitOptions>): Promise<void> {
  mounted.element.setOptions({ api: api(), ...options })
  await mounted.element.updateComplete
}

/** A conversation with an answer in it, and half a thought in the composer. */
async function busy(options: Partial<ChatKitOptions> = {}): Promise<Mounted> {
  const mounted = await open(simple, options)
  await mounted.element.sendUserMessage({ text: 'Hi' })
  await until(
    () => names(mounted),
    (seen) => seen.includes('response.end'),
  )
  type(mounted.root, 'half a thought')
  await mounted.element.updateComplete
  return mounted
}

describe('a new set of options', () => {
  const THEME: ChatKitOptions['theme'] = {
    colorScheme: 'dark',
    radius: 'sharp',
    density: 'compact',
    typography: { baseSize: 18, fontFamily: 'Lora, serif', fontFamilyMono: 'Fira Code' },
    color: {
      accent: { primary: '#d7263d', level: 2 },
      grayscale: { hue: 200, tint: 5, shade: -2 },
      surface: { background: '#101820', foreground: '#f2f2f2' },
    },
  }

  it('is light where it names no theme', async () => {
    const mounted = await busy()

    expect(rootOf(mounted).dataset['scheme']).toBe('light')
  })

  it('changes every part of the theme, and a poorer one takes it all back', async () => {
    const mounted = await busy()
    await change(mounted, { theme: THEME })

    const { style, dataset } = rootOf(mounted)
    expect({ ...dataset }).toMatchObject({ scheme: 'dark', accent: '2' })
    expect(
      Object.fromEntries(
        Array.from(style, (name) => [name, style.getPropertyValue(name)] as const),
      ),
    ).toMatchObject({
      '--radius-scale': '0',
      '--density': '0.8',
      '--base-size': '18px',
      '--font-given': 'Lora, serif',
      '--font-mono-given': 'Fira Code',
      '--accent-given': '#d7263d',
      '--gray-hue': '200',
      '--gray-tint': '5',
      '--gray-shade': '-2',
      '--surface-given': '#101820',
      '--text-given': '#f2f2f2',
    })

    await change(mounted, { theme: 'light' })

    expect(Array.from(rootOf(mounted).style)).toEqual([])
    expect(rootOf(mounted).dataset['scheme']).toBe('light')
  })

  it('loses neither the thread nor what is being written, however often it comes', async () => {
    const mounted = await busy()

    for (const options of [{ theme: THEME }, { locale: 'de' }, { frameTitle: 'Help' }, {}] as const)
      await change(mounted, options)

    expect(answers(mounted)).toEqual(['Hello'])
    expect(box(mounted.root).textContent).toBe('half a thought')
    expect(names(mounted).filter((name) => name === 'thread.change')).toHaveLength(1)
  })

  it('does not open the initial thread once more', async () => {
    const mounted = await busy()

    await change(mounted, { initialThread: 't7' })

    expect(theServer().of('threads.get_by_id')).toEqual([])
  })

  it('names the frame, or gives it back its own name', async () => {
    const mounted = await busy({ frameTitle: 'Help desk' })
    expect(rootOf(mounted).getAttribute('aria-label')).toBe('Help desk')

    await change(mounted, {})

    expect(rootOf(mounted).getAttribute('aria-label')).toBe('Chat')
  })

  it('speaks another language at once, in the direction of that language', async () => {
    const mounted = await busy()

    await change(mounted, { locale: 'ar' })
    await until(
      () => rootOf(mounted).lang,
      (lang) => lang === 'ar',
    )
    expect(rootOf(mounted).dir).toBe('rtl')
    expect(button(mounted.root, 'Send message')).toBeNull()
    await change(mounted, { locale: 'en' })

    expect([rootOf(mounted).lang, rootOf(mounted).dir]).toEqual(['en', 'ltr'])
    expect(button(mounted.root, 'Send message')).not.toBeNull()
  })

  it('tells the server which language is wanted', async () => {
    const mounted = await busy({ locale: 'de-DE' })
    await change(mounted, { locale: 'pt' })

    await mounted.element.fetchUpdates()

    expect(theServer().asked.at(-1)!.headers['accept-language']).toBe('pt')
  })

  it('shows and hides the header, its title and its buttons', async () => {
    const mounted = await busy({ header: { enabled: false } })
    expect(mounted.root.querySelector('header')).toBeNull()
    const pressed: string[] = []
    const action = (icon: 'home' | 'menu') => ({ icon, onClick: () => pressed.push(icon) })

    await change(mounted, {
      header: {
        title: { text: 'Support' },
        leftAction: action('home'),
        rightAction: action('menu'),
      },
    })
    press(mounted.root, 'Home')
    press(mounted.root, 'Menu')

    expect(texts(mounted.root, 'header .title')).toEqual(['Support'])
    expect(pressed).toEqual(['home', 'menu'])
    await change(mounted, { header: { title: { enabled: false } } })
    expect(texts(mounted.root, 'header .title').join('')).toBe('')
  })

  it('without a history closes the one that is open', async () => {
    const mounted = await busy()
    await mounted.element.showHistory()

    await change(mounted, { history: { enabled: false } })

    expect(names(mounted)).toContain('history.close')
    expect(button(mounted.root, 'History')).toBeNull()
    expect(answers(mounted)).toEqual(['Hello'])
  })

  it('gives and takes the actions of an answer', async () => {
    const mounted = await busy()
    expect(button(mounted.root, 'Good answer')).toBeNull()

    await change(mounted, { threadItemActions: { feedback: true, retry: true } })
    expect(button(mounted.root, 'Good answer')).not.toBeNull()
    expect(button(mounted.root, 'Answer again')).not.toBeNull()

    await change(mounted, {})
    expect(button(mounted.root, 'Answer again')).toBeNull()
  })

  it('speaks to another server from the next request on, through the fetch of the page', async () => {
    const mounted = await busy()
    second = await startServer((_asked, reply) => reply.json({ data: [], has_more: false }), null)
    const { url } = second
    const through: string[] = []
    mounted.element.setOptions({
      api: {
        url,
        domainKey: 'x',
        fetch: (input, init) => {
          through.push(String(input))
          return fetch(input, { ...init, headers: { ...init?.headers, 'x-page': 'mine' } })
        },
      },
    })

    await mounted.element.showHistory()
    await until(
      () => second!.asked,
      (seen) => seen.length === 1,
    )

    expect(through).toEqual([url])
    expect(second.asked[0]!.headers['x-page']).toBe('mine')
  })

  it('sends headers of our own to another origin only where they may come', async () => {
    const mounted = await busy()
    second = await startServer((_asked, reply) => reply.json({ data: [], has_more: false }), null)
    const other = { url: second.url, domainKey: 'x' }
    mounted.element.removeAttribute('extensions')
    mounted.element.setOptions({ api: other })
    await mounted.element.showHistory()
    mounted.element.setAttribute('extensions', '')
    await mounted.element.fetchUpdates().catch(() => undefined)
    await until(
      () => second!.asked,
      (seen) => seen.length >= 2,
    )

    const sent = second.asked.map(({ headers }) => 'chatkit-extensions' in headers)
    expect([sent.at(0), sent.at(-1)]).toEqual([false, true])
  })

  it('with a secret instead of an address asks for one, and speaks to the address in its attribute', async () => {
    const mounted = await busy()
    second = await startServer((_asked, reply) => reply.json({ data: [], has_more: false }), null)
    mounted.element.setAttribute('api-url', second.url)
    const asked: (string | null)[] = []
    mounted.element.setOptions({
      api: {
        getClientSecret: (current) => {
          asked.push(current)
          return Promise.resolve('secret-1')
        },
      },
    })

    await mounted.element.showHistory()
    await until(
      () => second!.asked,
      (seen) => seen.length === 1,
    )

    expect(asked).toEqual([null])
    expect(second.asked[0]!.headers.authorization).toBe('Bearer secret-1')
  })

  it('replaces the handlers of the one before', async () => {
    const mounted = await open(simple, {
      startScreen: { greeting: 'One', prompts: [{ label: 'Ask', prompt: 'First' }] },
    })

    await change(mounted, {
      startScreen: { greeting: 'Two', prompts: [{ label: 'Ask', prompt: 'Second' }] },
      disclaimer: { text: 'May be **wrong**.', highContrast: true },
      composer: { placeholder: 'Say something' },
    })

    expect(texts(mounted.root, '.greeting')).toEqual(['Two'])
    expect(texts(mounted.root, '[part~="disclaimer"], .disclaimer').join()).toContain(
      'May be wrong.',
    )
    press(mounted.root, 'Ask')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )
    expect(JSON.stringify(theServer().of('threads.create')[0]!.params)).toContain('Second')
  })
})

describe('options that are missing', () => {
  it('are asked for in words that a developer understands', async () => {
    const mounted = await open(simple)

    await expect(mounted.element.sendUserMessage({})).rejects.toThrow('There is nothing to send.')
  })

  it('make the element draw nothing, and throw nothing', async () => {
    await open(simple)
    const bare = document.createElement('openai-chatkit')
    document.body.append(bare)
    await Promise.resolve()

    expect(bare.shadowRoot?.querySelector('.root') ?? null).toBeNull()
  })
})
