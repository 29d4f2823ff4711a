// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { button, press, texts, until, type Mounted } from './testing/element'
import { added, asked as question, cancellable, created, done, said, thread } from './testing/items'
import { answers, closePage, names, open, simple, theServer, type Handler } from './testing/page'

afterEach(closePage)

const card = ({ root }: Mounted): string => texts(root, '.problem')[0] ?? ''
const sends = (): string[] =>
  theServer()
    .asked.map(({ type }) => type)
    .filter((type) => type === 'threads.create' || type === 'threads.add_user_message')

async function sent(handler: Handler, words = 'Precious words'): Promise<Mounted> {
  const mounted = await open(handler, {}, null)
  await mounted.element.sendUserMessage({ text: words }).catch(() => undefined)
  await until(
    () => card(mounted),
    (seen) => seen !== '',
  )
  return mounted
}

describe('a first message whose answer never came', () => {
  /** A stock server that keeps what arrives, and loses its first answer. */
  const losing =
    (first: string): Handler =>
    (asked, reply) => {
      if (asked.type === 'threads.create' && sends().length === 1) return reply.cut()
      if (asked.type === 'threads.list')
        return reply.json({ data: [thread('t1')], has_more: false })
      if (asked.type === 'threads.get_by_id')
        return reply.json({
          ...thread('t1'),
          items: { data: [question('u1', first), said('a1', 'All of it')], has_more: false },
        })
      simple(asked, reply)
    }

  it('is found as the beginning of the newest conversation, and not sent again', async () => {
    const mounted = await sent(losing('Precious words'))
    expect(card(mounted)).toContain('Something went wrong')

    press(mounted.root, 'Try again')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )

    expect(answers(mounted)).toEqual(['All of it'])
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious words'])
    expect(mounted.events).toContainEqual(['thread.change', { threadId: 't1' }])
    expect(sends()).toEqual(['threads.create'])
  })

  it('is sent again without a look where the server has refused it', async () => {
    const mounted = await sent((asked, reply) => {
      if (asked.type === 'threads.create' && sends().length === 1)
        return reply.json({ detail: 'Who are you?' }, 401)
      simple(asked, reply)
    })
    const looked = theServer().asked.filter(({ type }) => type === 'threads.list').length

    press(mounted.root, 'Try again')
    await until(sends, (seen) => seen.length === 2)

    expect(theServer().asked.filter(({ type }) => type === 'threads.list')).toHaveLength(looked)
  })

  it('is sent again where the newest conversation began otherwise', async () => {
    const mounted = await sent(losing('Other words'))

    press(mounted.root, 'Try again')
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Hello',
    )

    expect(sends()).toEqual(['threads.create', 'threads.create'])
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious words'])
  })
})

describe('a turn of a stock server that ended too early', () => {
  it('shows what the server kept beside what came', async () => {
    const mounted = await sent((asked, reply) => {
      if (asked.type === 'threads.get_by_id')
        return reply.json({
          ...thread('t1'),
          items: {
            data: [question('u1', 'Precious words'), said('a1', 'Half, and whole')],
            has_more: false,
          },
        })
      const stream = reply.stream()
      stream.event(created())
      stream.event(done(question('u1', 'Precious words')))
      stream.event(added(said('a1', 'Half')))
      setImmediate(() => stream.cut())
    })

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Half, and whole',
    )
    expect(button(mounted.root, 'Try again')).not.toBeNull()
  })

  it('without a word of an answer says so', async () => {
    const mounted = await sent((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created())
      stream.event(done(question('u1', 'Precious words')))
      stream.event(cancellable)
      stream.end()
    })

    expect(card(mounted)).toContain('The answer ended too early.')
  })
})

describe('a message that did not arrive', () => {
  it('comes back to the composer when another one is sent in its place', async () => {
    const mounted = await sent((asked, reply) =>
      asked.type === 'threads.create' && sends().length === 1
        ? reply.json({}, 500)
        : simple(asked, reply),
    )

    await mounted.element.sendUserMessage({ text: 'Something else' })

    expect((await mounted.element.getComposerValue()).text).toBe('Precious words')
    const bubbles = await until(
      () => texts(mounted.root, '.bubble'),
      (seen) => seen[0] !== 'Precious words',
    )
    expect(bubbles).toEqual(['Something else'])
  })
})

describe('a history that could not be loaded again', () => {
  it('says so above what is there, and is loaded on request', async () => {
    let lists = 0
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.list') return simple(asked, reply)
      lists += 1
      if (lists === 2) return reply.json({}, 401)
      reply.json({ data: [thread(`t${lists}`, `List ${lists}`)], has_more: false })
    })
    await mounted.element.showHistory()
    const text = (): string => mounted.root.querySelector('.history')?.textContent ?? ''
    await until(text, (seen) => seen.includes('List 1'))
    await mounted.element.fetchUpdates()
    await until(text, (seen) => seen.includes('You are signed out.'))

    press(mounted.root.querySelector('.history')!, 'Try again')

    await until(text, (seen) => seen.includes('List 3'))
    expect(text()).not.toContain('could not be loaded')
    expect(names(mounted)).toContain('error')
  })
})
