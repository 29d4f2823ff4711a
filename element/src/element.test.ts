// @vitest-environment jsdom
import type { ChatKitOptions } from '@openai/chatkit'
import { afterEach, describe, expect, it } from 'vitest'
import { button, enter, mount, press, texts, type, until, type Mounted } from './testing/element'
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
import { startServer, type Asked, type Reply, type Stream, type TestServer } from './testing/server'

let server: TestServer
afterEach(async () => {
  document.body.replaceChildren()
  localStorage.clear()
  await server.close()
})

type Handler = (asked: Asked, reply: Reply) => void

async function open(
  answer: Handler,
  options: Partial<ChatKitOptions> = {},
  announce?: string | null,
): Promise<Mounted> {
  server = await startServer(answer, announce)
  return mount({ api: { url: server.url, domainKey: 'local' }, ...options })
}

/** Answers a message with a word, and ends well. */
function answerTo({ params }: Asked, reply: Reply, text = 'Hello'): Stream {
  const { input, thread_id } = params as {
    input: { content: { text: string }[] }
    thread_id?: string
  }
  const words = input.content.map((part) => part.text).join('')
  const number = server.asked.length
  const stream = reply.stream()
  if (thread_id === undefined) stream.event(created())
  stream.event(done(question(`u${number}`, words)))
  stream.event(cancellable)
  stream.event(done(said(`a${number}`, text)))
  stream.comment('end')
  stream.end()
  return stream
}

const simple: Handler = (asked, reply) => {
  if (asked.type === 'threads.create' || asked.type === 'threads.add_user_message')
    return answerTo(asked, reply)
  if (asked.type === 'threads.get_by_id')
    return reply.json({
      ...thread(String(asked.params['thread_id'])),
      items: { data: [question('u', 'Before'), said('a', 'Earlier answer')], has_more: false },
    })
  if (asked.type === 'threads.resume') return reply.empty()
  reply.json({ data: [], has_more: false })
}

const names = ({ events }: Mounted): string[] => events.map(([name]) => name)
const answers = ({ root }: Mounted): string[] => texts(root, '.assistant')

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
    expect(server.of('threads.create')[0]!.params).toEqual({
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

    mounted.element.setOptions({ api: { url: server.url, domainKey: 'x' }, theme: 'dark' })
    await mounted.element.updateComplete

    const area = mounted.root.querySelector('textarea')!
    expect([area.value, area.placeholder]).toEqual(['half a thought', 'Message the AI'])
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

    expect(enter(area, { shiftKey: true }).defaultPrevented).toBe(false)
    expect(enter(area, { isComposing: true }).defaultPrevented).toBe(false)
    expect(server.of('threads.create')).toHaveLength(0)
    expect(enter(area).defaultPrevented).toBe(true)

    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )
    expect(mounted.root.querySelector('textarea')?.value).toBe('')
  })

  it('sends nothing but words', async () => {
    const mounted = await open(simple)
    enter(type(mounted.root, '   \n '))

    await mounted.element.fetchUpdates()

    expect(server.asked).toEqual([])
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
    expect(mounted.root.querySelector('textarea')?.placeholder).toBe('Search for')
    press(mounted.root, 'Send message')
    await until(
      () => answers(mounted),
      (seen) => seen.length === 1,
    )

    expect(server.of('threads.create')[0]!.params).toMatchObject({
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
      () => mounted.root.querySelector('textarea'),
      (found) => found?.disabled === true,
    )

    expect(area?.placeholder).toBe('Ask your admin')
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
    server = await startServer(simple)
    const element = document.createElement('openai-chatkit')
    document.body.append(element)
    const sent = element.sendUserMessage({ text: 'early' })

    element.setOptions({ api: { url: server.url, domainKey: 'x' } })
    await sent

    expect(server.of('threads.create')).toHaveLength(1)
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
    expect(server.of('threads.custom_action')[0]!.params).toEqual({
      thread_id: 't7',
      action: { type: 'go', payload: { id: 1 } },
      item_id: 'w1',
    })
  })
})

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
    expect(server.of('threads.stop').map((one) => one.params)).toEqual([
      { thread_id: 't1', turn_id: 'turn-3' },
    ])
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

    expect(server.of('threads.stop')).toEqual([])
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
    expect(server.of('threads.resume')[0]!.params).toEqual({ thread_id: 't7', after: null })
  })
})
