// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import type { ThreadItem } from './events'
import { box, button, enter, press, texts, type, until, type Mounted } from './testing/element'
import { asked as question, cancellable, done, said, thread } from './testing/items'
import { answers, closePage, open, simple, theServer, type Handler } from './testing/page'
import type { Stream } from './testing/server'

afterEach(closePage)

const EDIT = 'threads.edit_user_message'
const ITEMS: ThreadItem[] = [
  question('u1', 'First'),
  said('a1', 'One'),
  question('u2', 'Secnod'),
  said('a2', 'Two'),
]

/** A conversation of two turns; an edit is done as our server does it. */
const talk =
  (items: readonly ThreadItem[] = ITEMS): Handler =>
  (asked, reply) => {
    if (asked.type === 'threads.get_by_id')
      return reply.json({ ...thread('t1'), items: { data: items, has_more: false } })
    if (asked.type !== EDIT) return simple(asked, reply)
    const { item_id, input } = asked.params as {
      item_id: string
      input: { content: { text: string }[] }
    }
    const from = items.findIndex(({ id }) => id === item_id)
    const stream = reply.stream()
    for (const [at, { id }] of items.slice(from).entries())
      stream.event({ type: 'thread.item.removed', item_id: id }, `turn-9:${at}`)
    stream.event(done(question('u9', input.content.map(({ text }) => text).join(''))), 'turn-9:8')
    stream.event(cancellable, 'turn-9:9')
    stream.event(done(said('a9', 'Nine')), 'turn-9:10')
    stream.comment('end')
    stream.end()
  }

async function opened(handler = talk(), announce?: string | null): Promise<Mounted> {
  const mounted = await open(handler, { initialThread: 't1' }, announce)
  await until(
    () => texts(mounted.root, '.bubble'),
    (seen) => seen.length > 0,
  )
  await settled(mounted)
  return mounted
}

/** The server was asked whether a turn runs, and said that none does. */
async function settled({ element }: Mounted): Promise<void> {
  await element.fetchUpdates()
  await element.updateComplete
}

const bubbles = ({ root }: Mounted): string[] => texts(root, '.bubble')
const written = ({ root }: Mounted): string => box(root).textContent
const editing = ({ root }: Mounted): boolean => button(root, 'Cancel') !== null
const messages = ({ root }: Mounted): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[part="user-message"]'),
]

async function edit(mounted: Mounted, at: number): Promise<void> {
  press(messages(mounted)[at]!, 'Edit message')
  await until(() => button(mounted.root, 'Cancel'))
}

async function resend(mounted: Mounted, more: string): Promise<void> {
  enter(type(mounted.root, more))
  await mounted.element.updateComplete
}

/** Another message is answered only when the test says so. */
function slowly(): { handler: Handler; finish: () => void } {
  let stream: Stream
  const handler: Handler = (asked, reply) => {
    if (asked.type !== 'threads.add_user_message') return talk()(asked, reply)
    stream = reply.stream()
    stream.event(done(question('u3', 'Third')), 'turn-3:0')
  }
  const finish = (): void => {
    stream.event(done(said('a3', 'Three')), 'turn-3:1')
    stream.comment('end')
    stream.end()
  }
  return { handler, finish }
}

describe('a message said in other words', () => {
  it('comes into the box, is named there, and is marked where it stands', async () => {
    const mounted = await opened()

    await edit(mounted, 1)

    expect(written(mounted)).toBe('Secnod')
    expect(texts(mounted.root, '.reply')).toEqual(['Editing message'])
    expect(box(mounted.root).getAttribute('aria-label')).toBe('Editing message')
    expect(messages(mounted).map((one) => one.matches('.edited'))).toEqual([false, true])
  })

  it('takes the place of the message and of all that came after it', async () => {
    const mounted = await opened()
    await edit(mounted, 0)

    await resend(mounted, ' again')
    await until(
      () => answers(mounted),
      (seen) => seen.includes('Nine'),
    )

    expect(bubbles(mounted)).toEqual(['First again'])
    expect(answers(mounted)).toEqual(['Nine'])
    expect(editing(mounted)).toBe(false)
    const [asked] = theServer().of(EDIT)
    expect(asked!.params).toMatchObject({
      thread_id: 't1',
      item_id: 'u1',
      input: { content: [{ type: 'input_text', text: 'First again' }] },
    })
    expect(asked!.headers['idempotency-key']).toMatch(/.{36}/)
    expect(theServer().of('threads.add_user_message')).toEqual([])
  })

  it('leaves what came before it', async () => {
    const mounted = await opened()
    await edit(mounted, 1)

    await resend(mounted, '!')
    await until(
      () => answers(mounted),
      (seen) => seen.includes('Nine'),
    )

    expect(bubbles(mounted)).toEqual(['First', 'Secnod!'])
    expect(answers(mounted)).toEqual(['One', 'Nine'])
  })

  it('brings its tags and its quotation along', async () => {
    const tag = {
      type: 'input_tag',
      id: 'p1',
      text: 'Home',
      data: { area: 7 },
      interactive: true,
    } as const
    const first = { ...question('u1', 'Clean '), quoted_text: 'It is dusty' }
    const mounted = await opened(talk([{ ...first, content: [...first.content, tag] }]))
    await edit(mounted, 0)

    expect(texts(mounted.root, '.reply')).toEqual(['Editing message', 'It is dusty'])
    await resend(mounted, ' soon')
    await until(() => theServer().of(EDIT)[0])

    expect(theServer().of(EDIT)[0]!.params).toMatchObject({
      input: {
        content: [{ text: 'Clean ' }, tag, { text: ' soon' }],
        quoted_text: 'It is dusty',
      },
    })
  })

  it.each(['Cancel', 'Escape', 'send'])(
    'gives the draft before it back after %s',
    async (way: string) => {
      const mounted = await opened()
      type(mounted.root, 'Half a thought')
      await edit(mounted, 1)
      expect(written(mounted)).toBe('Secnod')

      if (way === 'Cancel') press(mounted.root, 'Cancel')
      else if (way === 'Escape') enter(box(mounted.root), { key: 'Escape' })
      else await resend(mounted, '!')
      await until(
        () => editing(mounted),
        (still) => !still,
      )

      expect(written(mounted)).toBe('Half a thought')
      if (way === 'send') await until(() => theServer().of(EDIT)[0])
      else expect(theServer().of(EDIT)).toEqual([])
    },
  )

  it('is not begun twice: another message takes the place of the first in the box', async () => {
    const mounted = await opened()
    await edit(mounted, 1)
    type(mounted.root, ' thoughts')

    await edit(mounted, 0)

    expect(written(mounted)).toBe('First')
    expect(messages(mounted).map((one) => one.matches('.edited'))).toEqual([true, false])
  })
})

describe('an edit that is sent while an answer comes', () => {
  async function waiting(mounted: Mounted): Promise<void> {
    await edit(mounted, 1)
    await mounted.element.sendUserMessage({ text: 'Third' })
    await resend(mounted, '!')
    await until(
      () => texts(mounted.root, '.waiting-text'),
      (seen) => seen[0] === 'Secnod!',
    )
  }

  it('waits where it can be seen, and takes the message’s place after it', async () => {
    const { handler, finish } = slowly()
    const mounted = await opened(handler)

    await waiting(mounted)
    expect(theServer().of(EDIT)).toEqual([])
    finish()
    await until(
      () => answers(mounted),
      (seen) => seen.includes('Nine'),
    )

    expect(theServer().of(EDIT)[0]!.params).toMatchObject({ item_id: 'u2' })
  })

  it('is still an edit when it is fetched back', async () => {
    const mounted = await opened(slowly().handler)

    await waiting(mounted)
    press(mounted.root.querySelector('.waiting')!, 'Edit the waiting message')
    await until(() => button(mounted.root, 'Cancel'))

    expect(written(mounted)).toBe('Secnod!')
  })
})

describe('where a message cannot be said in other words', () => {
  const offered = ({ root }: Mounted): boolean => button(root, 'Edit message') !== null

  it('on a stock server nothing of it is shown', async () => {
    expect(offered(await opened(talk(), null))).toBe(false)
  })

  it('in a locked conversation nothing of it is shown', async () => {
    const mounted = await opened((asked, reply) =>
      asked.type === 'threads.get_by_id'
        ? reply.json({
            ...thread('t1'),
            status: { type: 'locked' },
            items: { data: ITEMS, has_more: false },
          })
        : simple(asked, reply),
    )

    expect(offered(mounted)).toBe(false)
  })

  it('while an answer comes it is not offered, and is again when it has come', async () => {
    const slow = slowly()
    const mounted = await opened(slow.handler)
    expect(offered(mounted)).toBe(true)

    await mounted.element.sendUserMessage({ text: 'Third' })
    await until(
      () => offered(mounted),
      (shown) => !shown,
    )
    slow.finish()
    await until(
      () => messages(mounted).map((one) => offered({ ...mounted, root: one as never })),
      (shown) => shown.length === 3 && shown.every(Boolean),
    )
  })
})

describe('an edit that is not taken', () => {
  const refusing =
    (status: number, items = (): readonly ThreadItem[] => ITEMS): Handler =>
    (asked, reply) =>
      asked.type === EDIT
        ? reply.json({ detail: 'Not like this.' }, status)
        : talk(items())(asked, reply)

  async function refused(mounted: Mounted): Promise<void> {
    await edit(mounted, 1)
    await resend(mounted, '!')
    await until(
      () => texts(mounted.root, '.problem p'),
      (seen) => seen[0] === 'Not like this.',
    )
  }

  it('removes nothing, and goes back to where it was written', async () => {
    const mounted = await opened(refusing(422))

    await refused(mounted)
    expect(bubbles(mounted)).toEqual(['First', 'Secnod', 'Secnod!'])
    press(mounted.root.querySelector('.problem')!, 'Edit message')
    await until(() => button(mounted.root, 'Cancel'))

    expect(bubbles(mounted)).toEqual(['First', 'Secnod'])
    expect(answers(mounted)).toEqual(['One', 'Two'])
    expect(written(mounted)).toBe('Secnod!')
  })

  it('because another page was faster becomes a new message in what is there now', async () => {
    let items: readonly ThreadItem[] = ITEMS
    const mounted = await opened(refusing(404, () => items))
    items = ITEMS.slice(0, 2)

    await refused(mounted)
    press(mounted.root.querySelector('.problem')!, 'Edit message')
    await until(
      () => bubbles(mounted),
      (seen) => seen.length === 1,
    )

    expect(written(mounted)).toBe('Secnod!')
    expect(editing(mounted)).toBe(false)
  })
})

describe('a message that another page removes while it is edited', () => {
  it('leaves what was written in the box, before the draft', async () => {
    let items: readonly ThreadItem[] = ITEMS
    const mounted = await opened((asked, reply) => talk(items)(asked, reply))
    type(mounted.root, 'A draft')
    await edit(mounted, 1)
    type(mounted.root, '!')
    items = ITEMS.slice(0, 2)

    await mounted.element.fetchUpdates()
    await until(
      () => editing(mounted),
      (still) => !still,
    )

    expect(texts(box(mounted.root), 'p')).toEqual(['Secnod!', 'A draft'])
  })
})
