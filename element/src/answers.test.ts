// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { button, enter, press, texts, type, until } from './testing/element'
import { added, created, delta, done, said } from './testing/items'
import { answers, answerTo, closePage, open, simple, theServer, type Handler } from './testing/page'
import type { Stream } from './testing/server'

afterEach(closePage)

describe('client tools', () => {
  const calling = (asked: Parameters<Handler>[0], reply: Parameters<Handler>[1]): void => {
    if (asked.type === 'threads.create') {
      const stream = reply.stream()
      stream.event(created())
      stream.event(
        done({
          type: 'client_tool_call',
          id: 'call-1',
          thread_id: 't1',
          created_at: '',
          status: 'pending',
          call_id: 'c',
          name: 'where',
          arguments: { exact: true },
        }),
      )
      stream.comment('end')
      return stream.end()
    }
    if (asked.type !== 'threads.add_client_tool_output') return simple(asked, reply)
    const stream = reply.stream()
    stream.event(done(said('a1', `You are in ${JSON.stringify(asked.params['result'])}`)))
    stream.comment('end')
    stream.end()
  }

  it('run once and hand back what the page returns', async () => {
    const calls: unknown[] = []
    const mounted = await open(calling, {
      onClientTool: (call) => {
        calls.push(call)
        return { city: 'Bonn' }
      },
    })

    await mounted.element.sendUserMessage({ text: 'Where?' })
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )

    expect(calls).toEqual([{ name: 'where', params: { exact: true } }])
    expect(
      theServer()
        .of('threads.add_client_tool_output')
        .map((one) => one.params),
    ).toEqual([{ thread_id: 't1', result: { city: 'Bonn' } }])
  })

  it('that throw tell the assistant why', async () => {
    localStorage.setItem('chatkit.client-tools', '[]')
    const mounted = await open(
      (asked, reply) => {
        if (asked.type !== 'threads.create') return calling(asked, reply)
        const stream = reply.stream()
        stream.event(created())
        stream.event(
          done({
            type: 'client_tool_call',
            id: 'call-2',
            thread_id: 't1',
            created_at: '',
            status: 'pending',
            call_id: 'c',
            name: 'where',
            arguments: {},
          }),
        )
        stream.comment('end')
        stream.end()
      },
      { onClientTool: () => Promise.reject(new Error('No GPS')) },
    )

    await mounted.element.sendUserMessage({ text: 'Where?' })
    await until(
      () => theServer().of('threads.add_client_tool_output'),
      (seen) => seen.length === 1,
    )

    expect(theServer().of('threads.add_client_tool_output')[0]!.params['result']).toEqual({
      error: 'No GPS',
    })
  })
})

describe('questions of the assistant', () => {
  it('take the place of the composer until they are answered', async () => {
    const item = {
      type: 'structured_input' as const,
      id: 'q1',
      thread_id: 't1',
      created_at: '',
      status: 'pending' as const,
      inputs: [
        {
          type: 'multiple_choice' as const,
          id: 'when',
          question: 'When?',
          options: [{ value: 'Now' }, { value: 'Later' }],
        },
        { type: 'freeform' as const, id: 'why', question: 'Why?' },
      ],
    }
    const mounted = await open((asked, reply) => {
      const stream = reply.stream()
      if (asked.type === 'threads.create') stream.event(created())
      const { input } = asked.params as { input: { answers: Record<string, never> } }
      const answered = {
        ...item,
        status: 'answered' as const,
        inputs: item.inputs.map((one) => ({ ...one, answer: input.answers?.[one.id] ?? null })),
      }
      stream.event(
        asked.type === 'threads.create'
          ? done(item)
          : { type: 'thread.item.replaced', item: answered },
      )
      stream.comment('end')
      stream.end()
    })
    await mounted.element.sendUserMessage({ text: 'Plan' })
    const form = await until(() => mounted.root.querySelector<HTMLFormElement>('form.questions'))
    expect(mounted.root.querySelector('[data-focus="composer"]')).toBeNull()

    mounted.root.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]!.checked = true
    form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await until(
      () => texts(mounted.root, '.answers dd'),
      (seen) => seen.length === 2,
    )

    expect(theServer().of('threads.add_structured_input')[0]!.params).toEqual({
      thread_id: 't1',
      item_id: 'q1',
      input: {
        status: 'answered',
        answers: {
          when: { values: ['Later'], skipped: false },
          why: { values: [], skipped: true },
        },
      },
    })
    expect(texts(mounted.root, '.answers dd')).toEqual(['Later', 'Skipped'])
    expect(mounted.root.querySelector('[data-focus="composer"]')).not.toBeNull()
  })
})

describe('an answer', () => {
  it('can be rated and asked for again, where the page allows it', async () => {
    const mounted = await open(
      (asked, reply) => {
        if (asked.type !== 'threads.retry_after_item') return simple(asked, reply)
        const stream = reply.stream()
        stream.event(done(said('a9', 'Another')))
        stream.comment('end')
        stream.end()
      },
      { threadItemActions: { feedback: true, retry: true } },
    )
    await mounted.element.setThreadId('t7')
    await until(() => button(mounted.root, 'Good answer'))

    press(mounted.root, 'Good answer')
    await until(
      () => button(mounted.root, 'Good answer')?.getAttribute('aria-pressed'),
      (seen) => seen === 'true',
    )
    press(mounted.root, 'Answer again')
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Another',
    )

    expect(theServer().of('items.feedback')[0]!.params).toEqual({
      thread_id: 't7',
      item_ids: ['a'],
      kind: 'positive',
    })
    expect(theServer().of('threads.retry_after_item')[0]!.params).toEqual({
      thread_id: 't7',
      item_id: 'u',
    })
    expect(answers(mounted)).toEqual(['Another'])
  })

  it('has buttons of the page’s own, which are told what they stand below', async () => {
    const pressed: unknown[] = []
    const mark = {
      icon: 'star',
      label: 'Keep it',
      onClick: (answer: unknown) => pressed.push(answer),
    }
    const mounted = await open(simple, { threadItemActions: { custom: [mark] } })
    await mounted.element.setThreadId('t7')
    await until(() => button(mounted.root, 'Keep it'))

    press(mounted.root, 'Keep it')

    expect(pressed).toEqual([{ threadId: 't7', itemIds: ['a'], text: 'Earlier answer' }])
  })

  it.each([
    ['chatkit-link://task/?id=7&id=8', { name: 'task', data: { id: '8' } }],
    ['chatkit-link://open?url=/tasks?page=2', { name: 'open', data: { url: '/tasks?page=2' } }],
    ['chatkit-link:a%20b', { name: 'a b', data: {} }],
    ['chatkit-link://100%', { name: '100%', data: {} }],
  ])('hands the page what stands in %s', async (address, expected) => {
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      answerTo(asked, reply, `[Go](<${address}>)`)
    })
    enter(type(mounted.root, 'Where?'))
    const link = await until(() =>
      mounted.root.querySelector<HTMLElement>('a[href^="chatkit-link"]'),
    )

    link!.click()

    expect(mounted.events).toContainEqual(['deeplink', expected])
  })

  it('is read out once, when it is finished', async () => {
    let stream: Stream | undefined
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      stream = reply.stream()
      stream.event(created())
      stream.event(added(said('a1')))
      stream.event(delta('a1', 'It is **nine**'))
    })
    enter(type(mounted.root, 'When?'))
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'It is nine',
    )
    expect(texts(mounted.root, '[role=status]')).toEqual([''])

    stream!.event(done(said('a1', 'It is **nine**.')))
    stream!.comment('end')
    stream!.end()

    await until(
      () => texts(mounted.root, '[role=status]'),
      (seen) => seen[0] === 'Answer: It is nine.',
    )
  })

  it('brings its widgets, notices and unknown items without falling over', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created())
      stream.event(done({ type: 'hologram', id: 'h' } as never))
      stream.event({ type: 'notice', level: 'warning', title: 'Careful', message: 'Nearly *full*' })
      stream.event(done(said('a1', 'Fine')))
      stream.comment('end')
      stream.end()
    })

    await mounted.element.sendUserMessage({ text: 'Hi' })
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Fine',
    )

    expect(texts(mounted.root, '.notice')).toEqual(['Careful Nearly full'])
  })
})
