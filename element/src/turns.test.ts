// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { button, press, texts, until } from './testing/element'
import {
  added,
  asked as question,
  cancellable,
  created,
  delta,
  done,
  said,
  thread,
} from './testing/items'
import { answers, closePage, names, open, simple, theServer, type Handler } from './testing/page'
import type { Stream } from './testing/server'

afterEach(closePage)

describe('stopping', () => {
  function endless(): { handler: Handler; stream: () => Stream } {
    let stream: Stream
    const handler: Handler = (asked, reply) => {
      if (asked.type === 'threads.stop') {
        reply.json({})
        stream.event(done(said('a0', 'So far')))
        stream.comment('end')
        return stream.end()
      }
      if (asked.type !== 'threads.create') return simple(asked, reply)
      stream = reply.stream()
      stream.event(created(), 'turn-3:1')
      stream.event(cancellable, 'turn-3:2')
      stream.event(added(said('a0')), 'turn-3:3')
      stream.event(delta('a0', 'So far'), 'turn-3:4')
    }
    return { handler, stream: () => stream }
  }

  it('asks the server, follows it to its end, and keeps what was said', async () => {
    const { handler } = endless()
    const mounted = await open(handler)
    await mounted.element.sendUserMessage({ text: 'talk' })
    await until(() => button(mounted.root, 'Stop answering'))

    press(mounted.root, 'Stop answering')

    await until(
      () => names(mounted),
      (seen) => seen.includes('response.end'),
    )
    await mounted.element.updateComplete
    expect(
      theServer()
        .of('threads.stop')
        .map((one) => one.params),
    ).toEqual([{ thread_id: 't1', turn_id: 'turn-3' }])
    expect(answers(mounted)).toEqual(['So far'])
    expect(mounted.root.querySelector('.problem')).toBeNull()
  })

  it('disconnects where the server knows no other way', async () => {
    const { handler, stream } = endless()
    const mounted = await open(handler, {}, null)
    await mounted.element.sendUserMessage({ text: 'talk' })
    await until(() => button(mounted.root, 'Stop answering'))

    press(mounted.root, 'Stop answering')
    await stream().closed
    await until(
      () => names(mounted),
      (seen) => seen.includes('response.end'),
    )

    expect(theServer().of('threads.stop')).toEqual([])
    expect(answers(mounted)).toEqual(['So far'])
  })
})

describe('a turn that already runs', () => {
  it('is joined when its thread is opened, and nothing is shown twice', async () => {
    const mounted = await open(
      (asked, reply) => {
        if (asked.type !== 'threads.resume') return simple(asked, reply)
        const stream = reply.stream()
        stream.event(done(question('u', 'Before')), 'turn-1:1')
        stream.event(added(said('b')), 'turn-1:2')
        stream.event(delta('b', 'Still going'), 'turn-1:3')
        stream.event(done(said('b', 'Still going, and done')), 'turn-1:4')
        stream.comment('end')
        stream.end()
      },
      { initialThread: 't7' },
    )

    await until(
      () => answers(mounted),
      (seen) => seen.includes('Still going, and done'),
    )

    expect(answers(mounted)).toEqual(['Earlier answer', 'Still going, and done'])
    expect(texts(mounted.root, '.bubble')).toEqual(['Before'])
    expect(theServer().of('threads.resume')[0]!.params).toEqual({ thread_id: 't7', after: null })
  })
})

describe('what was said on another device', () => {
  it('is shown as soon as the page is looked at again, and what was removed goes', async () => {
    let saidElsewhere = false
    const mounted = await open(
      (asked, reply) => {
        if (asked.type !== 'threads.get_by_id' || !saidElsewhere) return simple(asked, reply)
        const items = [question('u2', 'Instead'), said('a2', 'Later answer')]
        reply.json({ ...thread('t7'), items: { data: items, has_more: false } })
      },
      { initialThread: 't7' },
    )
    await until(
      () => answers(mounted),
      (seen) => seen.includes('Earlier answer'),
    )
    await until(
      () => theServer().of('threads.resume'),
      (seen) => seen.length > 0,
    )
    saidElsewhere = true

    await until(
      () => {
        dispatchEvent(new Event('focus'))
        return answers(mounted)
      },
      (seen) => seen.includes('Later answer'),
    )

    expect(answers(mounted)).toEqual(['Later answer'])
    expect(texts(mounted.root, '.bubble')).toEqual(['Instead'])
  })
})

describe('when something goes wrong', () => {
  it('shows what the server says, and asks for another answer to the same message', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type === 'threads.retry_after_item') {
        const stream = reply.stream()
        stream.event(done(said('a2', 'Better')))
        stream.comment('end')
        return stream.end()
      }
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created())
      stream.event(done(question('u1', 'Hi')))
      stream.event(done(said('a1', 'Half')))
      stream.event({ type: 'error', code: 'custom', message: 'No model today.', allow_retry: true })
      stream.comment('end')
      stream.end()
    })
    await mounted.element.sendUserMessage({ text: 'Hi' })
    await until(
      () => texts(mounted.root, '.problem p'),
      (seen) => seen[0] === 'No model today.',
    )

    press(mounted.root, 'Try again')
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Better',
    )

    expect(theServer().of('threads.retry_after_item')[0]!.params).toEqual({
      thread_id: 't1',
      item_id: 'u1',
    })
    expect(answers(mounted)).toEqual(['Better'])
    expect(mounted.root.querySelector('.problem')).toBeNull()
    expect(names(mounted).filter((name) => name === 'error')).toHaveLength(1)
  })

  it('keeps a message that did not arrive and sends it again under the same key', async () => {
    const mounted = await open((asked, reply) => {
      if (theServer().of('threads.create').length === 1)
        return reply.json({ detail: 'Too fast.' }, 429)
      simple(asked, reply)
    })

    await expect(mounted.element.sendUserMessage({ text: 'Precious' })).rejects.toMatchObject({
      code: 'http',
    })
    await until(
      () => texts(mounted.root, '.problem p'),
      (seen) => seen[0] === 'Too fast.',
    )
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious'])
    press(mounted.root, 'Try again')
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Hello',
    )

    const keys = theServer()
      .of('threads.create')
      .map((one) => one.headers['idempotency-key'])
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
    expect(texts(mounted.root, '.bubble')).toEqual(['Precious'])
  })

  it('says that an answer ended too early on a stock server', async () => {
    const mounted = await open(
      (asked, reply) => {
        // Of an answer that was left, a stock server may have kept nothing.
        if (asked.type === 'threads.get_by_id') return reply.json(thread('t1'))
        if (asked.type !== 'threads.create') return simple(asked, reply)
        const stream = reply.stream()
        stream.event(created())
        stream.event(added(said('a1')))
        stream.event(delta('a1', 'And then'))
        stream.end()
      },
      {},
      null,
    )

    await mounted.element.sendUserMessage({ text: 'Hi' })
    await until(
      () => texts(mounted.root, '.problem p'),
      (seen) => seen.length === 1,
    )

    expect(texts(mounted.root, '.problem p')).toEqual(['The answer ended too early.'])
    expect(answers(mounted)).toEqual(['And then'])
  })

  it('tells that a thread is gone, and offers a new one', async () => {
    const mounted = await open(
      (asked, reply) =>
        asked.type === 'threads.get_by_id' ? reply.json({}, 404) : simple(asked, reply),
      { initialThread: 'gone' },
    )
    await until(() => mounted.root.querySelector('.empty [role="alert"]'))

    press(mounted.root.querySelector('.empty')!, 'New chat')
    await until(() => mounted.root.querySelector('.greeting'))

    expect(mounted.events.at(-1)).toEqual(['thread.change', { threadId: null }])
  })

  it('never puts a message into an error', async () => {
    const mounted = await open((_asked, reply) => reply.cut())

    await mounted.element.sendUserMessage({ text: 'my secret' }).catch(() => undefined)
    await until(
      () => names(mounted),
      (seen) => seen.includes('error'),
    )

    const errors = mounted.events
      .filter(([name]) => name === 'error')
      .map(([, detail]) => String((detail as { error: Error }).error))
    expect(errors.join()).not.toContain('secret')
  })
})
