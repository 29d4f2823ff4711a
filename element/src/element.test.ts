// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import type { ChatKitElement } from './element'
import { box, enter, press, texts, type, until } from './testing/element'
import { added, asked as question, created, delta, done, said, thread } from './testing/items'
import { answerTo, answers, closePage, names, open, simple, theServer } from './testing/page'
import type { Stream } from './testing/server'

afterEach(closePage)

describe('options and events', () => {
  it('fires ready in a later task than setOptions, to listeners added after it', async () => {
    const mounted = await open(simple)

    await until(
      () => names(mounted),
      (seen) => seen.includes('ready'),
    )

    expect(names(mounted)).toEqual(['ready'])
  })

  it('shows greeting and prompts, and sends the prompt that is chosen', async () => {
    const mounted = await open(simple, {
      startScreen: {
        greeting: 'Good morning',
        prompts: [{ label: 'Create a task', prompt: 'Make me one' }],
      },
    })
    expect(texts(mounted.root, '.greeting')).toEqual(['Good morning'])

    press(mounted.root, 'Create a task')

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Hello',
    )
    expect(theServer().of('threads.create')[0]!.params).toEqual({
      input: {
        content: [{ type: 'input_text', text: 'Make me one' }],
        attachments: [],
        inference_options: {},
      },
    })
    expect(texts(mounted.root, '.bubble')).toEqual(['Make me one'])
  })

  it('takes new options while it runs and loses neither thread nor draft', async () => {
    const mounted = await open(simple, { composer: { placeholder: 'First' } })
    await mounted.element.sendUserMessage({ text: 'Hi' })
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Hello',
    )
    type(mounted.root, 'half a thought')

    mounted.element.setOptions({ api: { url: theServer().url, domainKey: 'x' }, theme: 'dark' })
    await mounted.element.updateComplete

    expect([box(mounted.root).textContent, box(mounted.root).ariaPlaceholder]).toEqual([
      'half a thought',
      'Message the AI',
    ])
    expect(answers(mounted)).toEqual(['Hello'])
    expect(mounted.root.querySelector('.root')?.getAttribute('data-scheme')).toBe('dark')
  })

  it('reports a turn from its start to its end', async () => {
    const mounted = await open(simple)

    await mounted.element.sendUserMessage({ text: 'Hi' })
    await until(
      () => names(mounted),
      (seen) => seen.includes('response.end'),
    )

    expect(mounted.events).toEqual([
      ['ready', null],
      ['response.start', null],
      ['thread.change', { threadId: 't1' }],
      ['response.end', null],
    ])
  })

  it('loads the initial thread and says so', async () => {
    const mounted = await open(simple, { initialThread: 't7' })

    await until(
      () => names(mounted),
      (seen) => seen.includes('thread.load.end'),
    )
    await mounted.element.updateComplete

    expect(mounted.events.slice(1)).toEqual([
      ['thread.change', { threadId: 't7' }],
      ['thread.load.start', { threadId: 't7' }],
      ['thread.load.end', { threadId: 't7' }],
    ])
    expect(answers(mounted)).toEqual(['Earlier answer'])
  })

  it('hands effects and missing handlers to the page', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(created())
      stream.event({ type: 'client_effect', name: 'refresh', data: { list: 'tasks' } })
      stream.comment('end')
      stream.end()
    })

    await mounted.element.sendUserMessage({ text: 'Hi' })
    await until(
      () => names(mounted),
      (seen) => seen.includes('response.end'),
    )

    expect(mounted.events).toContainEqual(['effect', { name: 'refresh', data: { list: 'tasks' } }])
  })
})

describe('the composer', () => {
  it('sends on Enter, breaks the line on Shift+Enter and leaves Enter to an input method', async () => {
    const mounted = await open(simple)
    const area = type(mounted.root, 'こんにちは')

    enter(area, { shiftKey: true })
    expect(texts(area, 'p')).toEqual(['こんにちは', ''])
    expect(enter(area, { isComposing: true }).defaultPrevented).toBe(false)
    expect(theServer().of('threads.create')).toHaveLength(0)
    expect(enter(area).defaultPrevented).toBe(true)

    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )
    expect(box(mounted.root).textContent).toBe('')
  })

  it('sends nothing but words', async () => {
    const mounted = await open(simple)
    enter(type(mounted.root, '   \n '))

    await mounted.element.fetchUpdates()

    expect(theServer().asked).toEqual([])
    await expect(mounted.element.sendUserMessage({ text: '' })).rejects.toThrow('nothing to send')
  })

  it('takes a value from the page, sends it, and keeps a persistent tool only', async () => {
    const tools = [
      { id: 'search', label: 'Search', icon: 'search' as const, placeholderOverride: 'Search for' },
      { id: 'plan', label: 'Plan', icon: 'calendar' as const, persistent: true },
    ]
    const mounted = await open(simple, { composer: { tools } })

    await mounted.element.setComposerValue({
      text: 'Find it',
      selectedToolId: 'search',
      reply: 'as you said',
    })
    expect(box(mounted.root).ariaPlaceholder).toBe('Search for')
    press(mounted.root, 'Send message')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )

    expect(theServer().of('threads.create')[0]!.params).toMatchObject({
      input: { quoted_text: 'as you said', inference_options: { tool_choice: { id: 'search' } } },
    })
    expect(mounted.events.filter(([name]) => name === 'tool.change')).toEqual([
      ['tool.change', { toolId: 'search' }],
      ['tool.change', { toolId: null }],
    ])
  })

  it('says why a locked thread takes no messages', async () => {
    const mounted = await open(
      (asked, reply) => {
        if (asked.type !== 'threads.get_by_id') return simple(asked, reply)
        reply.json({ ...thread('t7'), status: { type: 'locked', reason: 'Ask your admin' } })
      },
      { initialThread: 't7' },
    )

    const area = await until(
      () => box(mounted.root),
      (found) => found?.ariaDisabled === 'true',
    )

    expect(area.ariaPlaceholder).toBe('Ask your admin')
    await expect(mounted.element.sendUserMessage({ text: 'Hi' })).rejects.toThrow(
      'takes no messages',
    )
  })
})

describe('calls of the page', () => {
  it('wait for the answer before them', async () => {
    let first: Stream | undefined
    const mounted = await open((asked, reply) => {
      if (asked.type === 'threads.add_user_message') return void answerTo(asked, reply, 'Second')
      if (asked.type !== 'threads.create') return simple(asked, reply)
      first = reply.stream()
      first.event(created())
      first.event(done(question('u0', 'one')))
    })

    await mounted.element.sendUserMessage({ text: 'one' })
    const second = mounted.element.sendUserMessage({ text: 'two' })
    await until(
      () => texts(mounted.root, '.bubble'),
      (seen) => seen.length === 1,
    )
    first!.event(done(said('a0', 'First')))
    first!.comment('end')
    first!.end()
    await second

    await until(
      () => answers(mounted),
      (seen) => seen.length === 2,
    )
    expect(answers(mounted)).toEqual(['First', 'Second'])
  })

  it('made before there are options are kept until there are', async () => {
    await open(simple)
    document.body.replaceChildren()
    const element = document.createElement('openai-chatkit') as ChatKitElement
    document.body.append(element)
    const sent = element.sendUserMessage({ text: 'early' })

    element.setOptions({ api: { url: theServer().url, domainKey: 'x' } })
    await sent

    expect(theServer().of('threads.create')).toHaveLength(1)
  })

  it('change the thread at once, and hear nothing more of the one before', async () => {
    let stream: Stream | undefined
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create') return simple(asked, reply)
      stream = reply.stream()
      stream.event(created())
      stream.event(added(said('a0')))
    })
    await mounted.element.sendUserMessage({ text: 'one' })

    await mounted.element.setThreadId('t7')
    await stream!.closed
    await mounted.element.updateComplete

    expect(answers(mounted)).toEqual(['Earlier answer'])
    expect(names(mounted).filter((name) => name === 'response.end')).toHaveLength(1)
  })

  it('send custom actions with the item that they belong to, and refuse without a thread', async () => {
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.custom_action') return simple(asked, reply)
      const stream = reply.stream()
      stream.event(done(said('a9', 'Did it')))
      stream.comment('end')
      stream.end()
    })
    await expect(mounted.element.sendCustomAction({ type: 'go' })).rejects.toThrow('active thread')
    await mounted.element.setThreadId('t7')

    await mounted.element.sendCustomAction({ type: 'go', payload: { id: 1 } }, 'w1')

    await until(
      () => answers(mounted),
      (seen) => seen.includes('Did it'),
    )
    expect(theServer().of('threads.custom_action')[0]!.params).toEqual({
      thread_id: 't7',
      action: { type: 'go', payload: { id: 1 } },
      item_id: 'w1',
    })
  })
})

describe('on the move', () => {
  it('goes on when a page moves it, and is joined again after it was taken away', async () => {
    const streams: Stream[] = []
    const mounted = await open((asked, reply) => {
      if (asked.type !== 'threads.create' && asked.type !== 'threads.resume')
        return simple(asked, reply)
      const stream = reply.stream()
      streams.push(stream)
      if (asked.type === 'threads.create') stream.event(created())
      stream.event(done(question('u1', 'Hi')))
      stream.event(added(said('a1')))
      stream.event(delta('a1', 'Half'))
    })
    const { element } = mounted
    await element.sendUserMessage({ text: 'Hi' })
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Half',
    )

    const box = document.createElement('div')
    document.body.append(box)
    box.append(element)
    streams[0]!.event(delta('a1', ' way'))
    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Half way',
    )
    element.remove()
    await streams[0]!.closed
    document.body.append(element)
    await until(
      () => streams,
      (seen) => seen.length === 2,
    )
    streams[1]!.event(done(said('a1', 'Half way, and home')))
    streams[1]!.comment('end')
    streams[1]!.end()

    await until(
      () => answers(mounted),
      (seen) => seen[0] === 'Half way, and home',
    )
    expect(answers(mounted)).toHaveLength(1)
    expect(texts(mounted.root, '.bubble')).toEqual(['Hi'])
    expect(theServer().of('threads.create')).toHaveLength(1)
  })
})
