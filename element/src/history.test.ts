// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { button, press, texts, until } from './testing/element'
import { asked as question, said, thread } from './testing/items'
import { answers, closePage, names, open, simple, theServer, type Handler } from './testing/page'

afterEach(closePage)

const rows = (root: ParentNode): string[] => texts(root, '.row-open')

/** Twenty-five threads, in pages of twenty, and whatever is asked of them. */
const library: Handler = (asked, reply) => {
  if (asked.type !== 'threads.list') return simple(asked, reply)
  const { after, query } = asked.params as { after?: string; query?: string }
  const all = Array.from({ length: 25 }, (_, at) => thread(`t${at}`, `Thread ${at}`)).filter(
    (one) => one.title?.includes(query ?? ''),
  )
  const from = after === undefined ? 0 : Number(after.slice(1)) + 1
  const data = all.slice(from, from + 20)
  reply.json({ data, has_more: from + 20 < all.length, after: data.at(-1)?.id })
}

describe('the history panel', () => {
  it('lists threads page by page and opens one', async () => {
    const mounted = await open(library)

    await mounted.element.showHistory()
    await until(
      () => rows(mounted.root),
      (seen) => seen.length === 20,
    )
    press(mounted.root, 'Show more')
    await until(
      () => rows(mounted.root),
      (seen) => seen.length === 25,
    )
    press(mounted.root, 'Thread 22')

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Earlier answer',
    )
    expect(
      theServer()
        .of('threads.list')
        .map((one) => one.params),
    ).toEqual([
      { limit: 20, order: 'desc' },
      { limit: 20, order: 'desc', after: 't19' },
    ])
    expect(names(mounted)).toEqual(
      expect.arrayContaining(['history.open', 'history.close', 'thread.change']),
    )
  })

  it('names a thread once that was used, and so moved, between two pages', async () => {
    const pages = [
      {
        data: [
          { ...thread('t1'), title: 'One' },
          { ...thread('t2'), title: 'Two' },
        ],
        after: 't2',
      },
      {
        data: [
          { ...thread('t2'), title: 'Two' },
          { ...thread('t3'), title: 'Three' },
        ],
      },
    ]
    const mounted = await open((asked, reply) =>
      asked.type === 'threads.list'
        ? reply.json({ ...pages.shift(), has_more: pages.length > 0 })
        : simple(asked, reply),
    )

    await mounted.element.showHistory()
    await until(() => button(mounted.root, 'Show more'))
    press(mounted.root, 'Show more')

    const seen = await until(
      () => rows(mounted.root),
      (all) => all.length > 2,
    )
    expect(seen).toHaveLength(3)
  })

  it('searches where the server can', async () => {
    const mounted = await open(library)
    await mounted.element.showHistory()
    const field = await until(() =>
      mounted.root.querySelector<HTMLInputElement>('input[type=search]'),
    )

    field!.value = 'Thread 2'
    field!.dispatchEvent(new Event('input', { bubbles: true }))

    await until(
      () => rows(mounted.root),
      (seen) => seen.length === 6,
    )
    expect(theServer().of('threads.list').at(-1)!.params).toMatchObject({ query: 'Thread 2' })
  })

  it('offers no search on a stock server', async () => {
    const mounted = await open(library, {}, null)
    await mounted.element.showHistory()
    await until(
      () => rows(mounted.root),
      (seen) => seen.length === 20,
    )

    expect(mounted.root.querySelector('input[type=search]')).toBeNull()
    expect(button(mounted.root, 'Delete “Thread 1”')).toBeNull()
  })

  it('renames and deletes where the page allows it, and asks before it deletes', async () => {
    const mounted = await open(library, { history: { showRename: true, showDelete: true } })
    await mounted.element.setThreadId('t1')
    await mounted.element.showHistory()
    await until(
      () => rows(mounted.root),
      (seen) => seen.length === 20,
    )

    press(mounted.root, 'Rename “Thread 0”')
    const field = await until(() =>
      mounted.root.querySelector<HTMLInputElement>('input[name=title]'),
    )
    field!.value = 'Bank'
    field!.form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await until(
      () => rows(mounted.root),
      (seen) => seen[0] === 'Bank',
    )
    press(mounted.root, 'Delete “A thread”')
    await until(() => mounted.root.querySelector('[role=alertdialog]'))
    expect(theServer().of('threads.delete')).toEqual([])
    press(mounted.root, 'Delete')
    await until(
      () => mounted.events,
      (seen) =>
        seen.some(([, detail]) => (detail as { threadId?: unknown } | null)?.threadId === null),
    )

    expect(theServer().of('threads.update')[0]!.params).toEqual({ thread_id: 't0', title: 'Bank' })
    expect(theServer().of('threads.delete')[0]!.params).toEqual({ thread_id: 't1' })
    expect(rows(mounted.root)).not.toContain('A thread')
  })

  it('tells that there is nothing, and that something failed', async () => {
    let broken = true
    const mounted = await open((_asked, reply) =>
      broken ? reply.json({}, 500) : reply.json({ data: [], has_more: false }),
    )

    await mounted.element.showHistory()
    await until(
      () => texts(mounted.root, '.empty p'),
      (seen) => seen[0] === 'The conversations could not be loaded.',
    )
    broken = false
    press(mounted.root, 'Try again')

    await until(
      () => texts(mounted.root, '.empty p'),
      (seen) => seen[0] === 'No conversations yet',
    )
  })

  it('does not open where the page has switched it off', async () => {
    const mounted = await open(library, { history: { enabled: false } })

    await mounted.element.showHistory()

    expect(button(mounted.root, 'History')).toBeNull()
    expect(theServer().of('threads.list')).toEqual([])
  })
})

describe('a long thread', () => {
  it('opens at its newest end and pages back', async () => {
    const all = Array.from({ length: 70 }, (_, at) =>
      at % 2 === 0 ? question(`u${at}`, `Question ${at}`) : said(`a${at}`, `Answer ${at}`),
    )
    const mounted = await open(
      (asked, reply) => {
        if (asked.type === 'threads.get_by_id')
          return reply.json({
            ...thread('t7'),
            items: { data: all.slice(0, 20), has_more: true, after: 'a19' },
          })
        if (asked.type !== 'items.list') return simple(asked, reply)
        const { after } = asked.params as { after?: string }
        const newest = [...all].reverse()
        const from = after === undefined ? 0 : newest.findIndex((item) => item.id === after) + 1
        const data = newest.slice(from, from + 30)
        reply.json({ data, has_more: from + 30 < all.length, after: data.at(-1)?.id })
      },
      { initialThread: 't7' },
    )
    await until(
      () => answers(mounted),
      (seen) => seen.at(-1) === 'Answer 69',
    )
    expect(answers(mounted)).toHaveLength(15)

    press(mounted.root, 'Show earlier messages')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 30,
    )
    press(mounted.root, 'Show earlier messages')

    await until(
      () => answers(mounted),
      (seen) => seen.length === 35,
    )
    expect(texts(mounted.root, '.bubble')[0]).toBe('Question 0')
    expect(button(mounted.root, 'Show earlier messages')).toBeNull()
  })
})
