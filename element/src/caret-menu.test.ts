import type { ChatKitOptions, Command, CommandSelection, Entity } from '@openai/chatkit'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CaretMenu, type BuiltIn } from './chat/composing/caret-menu'
import { Queue } from './chat/composing/queue'
import { emptyComposer, plain, textOf, type ComposerState, type Trigger } from './draft'

type Page = Partial<Pick<ChatKitOptions, 'entities' | 'commands'>>

const at = (query: string, kind: Trigger['kind'] = 'tag', from = 1): Trigger => ({
  kind,
  query,
  from,
  to: from + query.length + 1,
})
const person = (title: string, group?: string): Entity => ({
  id: title.toLowerCase(),
  title,
  ...(group && { group }),
})

function menuOf(page: Page, builtIns: BuiltIn[] = []) {
  const written: string[] = []
  const reports: unknown[] = []
  const menu: CaretMenu = new CaretMenu({
    options: () => ({ api: { url: '/', domainKey: 'x' }, ...page }),
    editor: () => ({
      focus: () => undefined,
      show: () => undefined,
      say: () => undefined,
      place: () => null,
      complete: (trigger, content) => {
        const text = textOf(content)
        written.push(text)
        // The editor tells where the caret is now.
        menu.follow(text === '/' ? { ...trigger, query: '', to: trigger.from + 1 } : null)
      },
    }),
    builtIns: () => builtIns,
    changed: () => undefined,
    report: (error) => reports.push(error),
  })
  const labels = (): string[] => (menu.shown?.options ?? []).map(({ label }) => label)
  return { menu, written, reports, labels }
}

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})
const settle = (ms = 200): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('mentions', () => {
  it('ask at once when they begin, then only when typing pauses', async () => {
    const queries: string[] = []
    const { menu } = menuOf({
      entities: { onTagSearch: async (query) => (queries.push(query), [person('Ada')]) },
    })

    menu.follow(at(''))
    await settle(1)
    for (const query of ['a', 'ad', 'ada']) {
      menu.follow(at(query))
      await settle(50)
    }
    await settle()

    expect(queries).toEqual(['', 'ada'])
  })

  it('drop an answer to a question that is no longer asked', async () => {
    const answers = new Map<string, (found: Entity[]) => void>()
    const { menu, labels } = menuOf({
      entities: { onTagSearch: (query) => new Promise((resolve) => answers.set(query, resolve)) },
    })

    menu.follow(at('a'))
    await settle()
    menu.follow(at('ab'))
    await settle()
    answers.get('ab')!([person('Abel')])
    await settle(1)
    answers.get('a')!([person('Ada'), person('Abel')])
    await settle(1)

    expect(labels()).toEqual(['Abel'])
  })

  it('never offer what does not fit what is typed while the answer is on its way', async () => {
    const { menu, labels } = menuOf({
      entities: { onTagSearch: async () => [person('Ada'), person('Grace')] },
    })
    menu.follow(at(''))
    await settle()

    menu.follow(at('gr'))

    expect([labels(), menu.shown?.status]).toEqual([['Grace'], 'loading'])
  })

  it('write what is chosen with its group and data, and nothing to the side', async () => {
    const { menu, written } = menuOf({
      entities: { onTagSearch: async () => [person('Plan', 'Docs'), person('Ada', 'People')] },
    })
    menu.follow(at(''))
    await settle()

    menu.move(-1)
    expect(menu.shown?.active).toBe(1)
    menu.choose()

    expect(written).toEqual(['Ada '])
    expect(menu.shown).toBeNull()
  })

  it('fail quietly, and can be waved away until the caret leaves', async () => {
    const { menu, reports } = menuOf({
      entities: { onTagSearch: () => Promise.reject(new Error('secret words')) },
    })
    menu.follow(at('x'))
    await settle()
    expect(menu.shown?.status).toBe('failed')
    expect(String(reports[0])).not.toContain('secret')

    menu.close()
    menu.follow(at('xy'))
    expect(menu.shown).toBeNull()
    menu.follow(null)
    menu.follow(at('', 'tag', 9))
    expect(menu.shown).not.toBeNull()
  })

  it('give up on a page that does not answer', async () => {
    const { menu } = menuOf({ entities: { onTagSearch: () => new Promise(() => undefined) } })
    menu.follow(at('x'))

    await settle(16_000)

    expect(menu.shown?.status).toBe('failed')
  })

  it('are left alone by a page that has none', () => {
    const { menu } = menuOf({})
    menu.follow(at('x'))
    menu.follow(at('x', 'command'))

    expect(menu.shown).toBeNull()
  })

  it('give way to prose', async () => {
    const { menu } = menuOf({ entities: { onTagSearch: async () => [] } })
    menu.follow(at('nobody'))
    await settle()
    expect(menu.shown?.options).toEqual([])

    menu.follow(at('nobody knows'))

    expect(menu.shown).toBeNull()
  })
})

describe('commands', () => {
  const list: Command[] = [
    { id: 'new', label: 'New task' },
    { id: 'move', label: 'Move' },
    { id: 'ping', label: 'Ping' },
  ]
  const select = async ({ id }: Command): Promise<CommandSelection | undefined> => {
    if (id === 'new') return { type: 'entity', entity: person('Task') }
    if (id === 'move')
      return {
        type: 'menu',
        commands: [
          { id: 'h', label: 'Home' },
          { id: 'w', label: 'Work' },
        ],
      }
    if (id === 'w') throw new Error('no')
    return undefined
  }
  const commands = { enabled: true, onSearch: async () => list, onSelect: select }

  it('insert, act, or lead to another menu that typing narrows', async () => {
    const { menu, written, labels } = menuOf({ commands })
    menu.follow(at('', 'command'))
    await settle()

    menu.choose(1)
    await settle()
    expect([labels(), menu.shown?.parent]).toEqual([['Home', 'Work'], 'Move'])
    menu.follow(at('wo', 'command'))
    expect(labels()).toEqual(['Work'])
    menu.follow(at('', 'command'))
    menu.choose(0)
    await settle()
    expect([written, menu.shown]).toEqual([[''], null])
  })

  it('lead to another menu that what was asked before does not come back over', async () => {
    const { menu, labels } = menuOf({ commands })
    menu.follow(at('', 'command'))
    await settle()

    menu.follow(at('mo', 'command'))
    menu.choose(0)
    await settle()

    expect([labels(), menu.shown?.parent]).toEqual([['Home', 'Work'], 'Move'])
  })

  it('can be left for the menu before', async () => {
    const { menu, labels } = menuOf({ commands })
    menu.follow(at('', 'command'))
    await settle()
    menu.choose(1)
    await settle()

    menu.back()
    await settle()

    expect(labels()).toEqual(['New task', 'Move', 'Ping'])
    expect(menu.shown?.parent).toBeNull()
  })

  it('that fail say so and leave what was typed', async () => {
    const { menu, written, reports } = menuOf({ commands })
    menu.follow(at('', 'command'))
    await settle()
    menu.choose(1)
    await settle()

    menu.choose(1)
    await settle()

    expect([menu.shown?.status, written, reports.length]).toEqual(['failed', [], 1])
  })

  it('of the composer stand after those of the page, and need none of it', async () => {
    const run = vi.fn()
    const builtIns = [
      { id: 'dictate', label: 'Dictate', group: 'Actions', run },
      { id: 'mention', label: 'Mention', group: 'Actions', text: '@' },
    ]
    const { menu, labels, written } = menuOf({ commands: { enabled: true } }, builtIns)
    menu.follow(at('', 'command'))
    await settle()
    expect(labels()).toEqual(['Dictate', 'Mention'])

    menu.choose(0)
    menu.follow(at('me', 'command'))
    await settle()
    menu.choose(0)

    expect(run).toHaveBeenCalledOnce()
    expect(written).toEqual(['', '@'])
  })
})

describe('waiting messages', () => {
  const saying = (text: string): ComposerState => ({ ...emptyComposer, content: plain(text) })

  function queueOf(free: { now: boolean }) {
    const sent: string[] = []
    let count = 0
    const queue = new Queue({
      uuid: () => `k${(count += 1)}`,
      free: () => free.now,
      send: async ({ content }) => void sent.push(textOf(content)),
      changed: () => undefined,
    })
    return { queue, sent }
  }

  it('go one by one, in order, as soon as nothing stands in the way', async () => {
    const free = { now: false }
    const { queue, sent } = queueOf(free)
    for (const text of ['one', 'two']) queue.add(saying(text))
    queue.flush()
    expect(sent).toEqual([])

    free.now = true
    queue.flush()
    queue.flush()
    expect(sent).toEqual(['one'])
    await settle(1)

    expect([sent, queue.waiting]).toEqual([['one', 'two'], []])
  })

  it('belong to their thread', async () => {
    const free = { now: false }
    const { queue, sent } = queueOf(free)
    queue.add(saying('for the new one'))
    queue.turnTo('t1', true)
    queue.turnTo('t2', false)
    free.now = true

    queue.flush()
    expect(sent).toEqual([])
    queue.turnTo('t1', false)
    queue.flush()

    expect(sent).toEqual(['for the new one'])
  })

  it('are no more than ten', () => {
    const { queue } = queueOf({ now: false })
    for (let at = 0; at < 10; at += 1) queue.add(saying(`${at}`))

    expect(queue.full).toBe(true)
  })
})
