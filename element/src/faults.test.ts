// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { button, press, texts, until, type Mounted } from './testing/element'
import { added, asked as question, created, delta, done, said, thread } from './testing/items'
import { answers, closePage, names, open, simple, theServer } from './testing/page'
import type { Handler } from './testing/page'
import type { Stream } from './testing/server'

afterEach(closePage)

const card = ({ root }: Mounted): string => texts(root, '.problem')[0] ?? ''
const sends = (): string[] =>
  theServer()
    .asked.map((one) => one.type)
    .filter((type) => type === 'threads.create' || type === 'threads.add_user_message')

/** Refuses the first message and takes the next ones. */
const refusing =
  (status: number, headers: Record<string, string> = {}, body: object = {}): Handler =>
  (asked, reply) => {
    const message = asked.type === 'threads.create' || asked.type === 'threads.add_user_message'
    if (message && sends().length === 1) return reply.json(body, status, headers)
    simple(asked, reply)
  }

async function refused(handler: Handler, announce?: string | null): Promise<Mounted> {
  const mounted = await open(handler, {}, announce)
  await mounted.element.sendUserMessage({ text: 'Precious words' }).catch(() => undefined)
  await until(
    () => card(mounted),
    (seen) => seen !== '',
  )
  return mounted
}

describe('a message that the server refuses', () => {
  it.each([
    [401, 'You are signed out. Please sign in again.', 'Try again'],
    [403, 'You are not allowed to do this.', 'Edit message'],
    [404, 'This conversation is not there any more.', 'New chat'],
    [413, 'It is too large for the server.', 'Edit message'],
    [422, 'The server did not accept it.', 'Edit message'],
    [429, 'That was a lot in a short time.', 'Try again'],
    [500, 'The server has a problem. Please try again in a moment.', 'Try again'],
  ])('with %i says so, keeps the words, and offers the way on', async (status, text, way) => {
    const mounted = await refused(refusing(status), null)

    expect(card(mounted)).toBe(`Your message did not arrive. ${text} ${way}`)
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious words'])
    expect(sends()).toHaveLength(1)
    expect(names(mounted).filter((name) => name === 'error')).toHaveLength(1)
  })

  it('in words of its own is told in those', async () => {
    const mounted = await refused(refusing(422, {}, { detail: 'No more than 5 files.' }))

    expect(card(mounted)).toContain('No more than 5 files.')
  })

  it('for good comes back to the composer, before what was written since', async () => {
    const mounted = await refused(refusing(413))
    await mounted.element.setComposerValue({ text: 'and more' })

    press(mounted.root, 'Edit message')
    await until(
      () => card(mounted),
      (seen) => seen === '',
    )

    expect((await mounted.element.getComposerValue()).text).toBe('Precious words\nand more')
    expect(texts(mounted.root, '.bubble')).toEqual([])
    expect(sends()).toHaveLength(1)
  })

  it('because its thread is gone goes to a new one', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type === 'threads.add_user_message') return reply.json({}, 404)
      simple(asked, reply)
    })
    await mounted.element.setThreadId('t7')
    await mounted.element.sendUserMessage({ text: 'Precious words' }).catch(() => undefined)
    const problem = await until(() => mounted.root.querySelector('.problem'))

    press(problem!, 'New chat')

    expect((await mounted.element.getComposerValue()).text).toBe('Precious words')
    expect(mounted.events.at(-1)).toEqual(['thread.change', { threadId: null }])
  })

  it('is not lost by turning to another thread', async () => {
    const mounted = await refused(refusing(500))

    await mounted.element.setThreadId('t7')
    await mounted.element.setThreadId(null)

    expect((await mounted.element.getComposerValue()).text).toBe('Precious words')
  })

  it('for a while is not sent before the while is over', async () => {
    const mounted = await refused(refusing(429, { 'retry-after': '2' }))
    const waiting = mounted.root.querySelector<HTMLButtonElement>('.problem button')!
    expect([waiting.textContent.trim(), waiting.disabled]).toEqual(['Try again in 2 sec', true])

    await until(
      () => button(mounted.root, 'Try again')?.disabled,
      (disabled) => disabled === false,
    )
    press(mounted.root, 'Try again')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )

    expect(sends()).toHaveLength(2)
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious words'])
  })

  it('by an answer that is no stream is told so', async () => {
    const mounted = await refused((asked, reply) =>
      asked.type === 'threads.create' ? reply.json({ ok: true }) : simple(asked, reply),
    )

    expect(card(mounted)).toContain('The server’s answer could not be understood.')
  })
})

describe('a message of which nobody knows whether it arrived', () => {
  /** A stock server that took the message, and whose answer never came. */
  function swallowing(kept: boolean): Handler {
    return (asked, reply) => {
      if (asked.type === 'threads.add_user_message' && sends().length === 1) return reply.cut()
      if (asked.type === 'threads.retry_after_item') {
        const stream = reply.stream()
        stream.event(done(said('a9', 'Here you are')))
        return stream.end()
      }
      const late = kept && sends().length > 0 ? [question('u9', 'Precious words')] : []
      if (asked.type === 'threads.get_by_id')
        return reply.json({ ...thread('t7'), items: { data: late, has_more: false } })
      simple(asked, reply)
    }
  }

  async function lost(kept: boolean): Promise<Mounted> {
    const mounted = await open(swallowing(kept), { initialThread: 't7' }, null)
    await until(
      () => names(mounted),
      (seen) => seen.includes('thread.load.end'),
    )
    await mounted.element.sendUserMessage({ text: 'Precious words' }).catch(() => undefined)
    await until(() => button(mounted.root, 'Try again'))
    press(mounted.root, 'Try again')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )
    return mounted
  }

  it('is looked for, and answered where it is found: it is not sent twice', async () => {
    const mounted = await lost(true)

    expect(sends()).toEqual(['threads.add_user_message'])
    expect(theServer().of('threads.retry_after_item')[0]!.params).toEqual({
      thread_id: 't7',
      item_id: 'u9',
    })
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious words'])
    expect(answers(mounted)).toEqual(['Here you are'])
  })

  it('is sent again where it is not', async () => {
    const mounted = await lost(false)

    expect(sends()).toEqual(['threads.add_user_message', 'threads.add_user_message'])
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious words'])
    expect(answers(mounted)).toEqual(['Hello'])
  })
})

describe('a turn that is cut off', () => {
  it('says that it is being sought again, and goes on where it was', async () => {
    let resumes: ((answered: boolean) => void) | undefined
    const mounted = await open((asked, reply) => {
      if (asked.type === 'threads.resume') {
        resumes = () => {
          const stream = reply.stream()
          stream.event(done(said('a1', 'And then, the end')), 'turn-1:4')
          stream.comment('end')
          stream.end()
        }
        return
      }
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created(), 'turn-1:1')
      stream.event(added(said('a1')), 'turn-1:2')
      stream.event(delta('a1', 'And then'), 'turn-1:3')
      setImmediate(() => stream.cut())
    })
    await mounted.element.sendUserMessage({ text: 'Go on' })

    await until(
      () => texts(mounted.root, '.progress').join(),
      (seen) => seen.includes('Connecting again'),
    )
    await until(() => resumes)
    resumes!(true)

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'And then, the end',
    )
    await mounted.element.updateComplete
    expect(texts(mounted.root, '.progress')).toEqual([])
    expect(sends()).toHaveLength(1)
  })

  it('and has ended meanwhile shows what the server has kept of it', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type === 'threads.get_by_id')
        return reply.json({
          ...thread('t1'),
          items: { data: [question('u1', 'Go on'), said('a1', 'All of it')], has_more: false },
        })
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created(), 'turn-1:1')
      stream.event(done(question('u1', 'Go on')), 'turn-1:2')
      stream.event(added(said('a1')), 'turn-1:3')
      setImmediate(() => stream.cut())
    })
    await mounted.element.sendUserMessage({ text: 'Go on' })

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'All of it',
    )
    await until(
      () => card(mounted),
      (seen) => seen === '',
    )
    expect(texts(mounted.root, '.bubble')).toEqual(['Go on'])
  })

  it('on a stock server offers another answer, and asks for it by the message', async () => {
    let stream: Stream | undefined
    const mounted = await open(
      (asked, reply) => {
        if (asked.type === 'threads.retry_after_item') return void answerAgain(reply)
        if (asked.type !== 'threads.create') return simple(asked, reply)
        stream = reply.stream()
        stream.event(created())
        stream.event(done(question('u1', 'Go on')))
        stream.event(added(said('a1')))
        stream.event(delta('a1', 'Half'))
      },
      {},
      null,
    )
    await mounted.element.sendUserMessage({ text: 'Go on' })
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Half',
    )

    stream!.cut()
    await until(() => button(mounted.root, 'Try again'))
    expect(card(mounted)).toContain('The connection was lost.')
    press(mounted.root, 'Try again')

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Whole',
    )
    expect(sends()).toEqual(['threads.create'])
  })
})

function answerAgain(reply: Parameters<Handler>[1]): void {
  const stream = reply.stream()
  stream.event(done(said('a2', 'Whole')))
  stream.end()
}

describe('what this element does not know', () => {
  it('as an event is told to the page’s log by its name and by nothing else', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event({ type: 'thread.sang', song: 'secret words' } as never)
      answerOn(stream)
    })
    const logs: unknown[] = []
    mounted.element.addEventListener('chatkit.log', (event: Event) =>
      logs.push((event as CustomEvent).detail),
    )

    await mounted.element.sendUserMessage({ text: 'Sing' })
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'La la',
    )

    expect(logs).toContainEqual({ name: 'event.unknown', data: { type: 'thread.sang' } })
    expect(JSON.stringify(logs)).not.toContain('secret words')
  })

  it('as an item has a place in the conversation', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created())
      stream.event(done({ type: 'song', id: 's1', thread_id: 't1', created_at: '' } as never))
      answerOn(stream)
    })

    await mounted.element.sendUserMessage({ text: 'Sing' })
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'La la',
    )

    expect(mounted.root.textContent).toContain('cannot be shown here')
  })
})

function answerOn(stream: Stream): void {
  stream.event(done(said('a1', 'La la')))
  stream.comment('end')
  stream.end()
}
