import { describe, expect, it } from 'vitest'
import type {
  AssistantMessage,
  ThreadEvent,
  ThreadItem,
  UserMessage,
  WidgetItem,
  WorkflowItem,
} from './events'
import {
  afterStream,
  emptyThread,
  mergeNewest,
  prepend,
  questionBefore,
  reduce,
  truncateAfter,
  withOptimistic,
  type ThreadState,
} from './state'

const base = { thread_id: 't', created_at: '2026-11-23T08:00:00Z' }
const user = (id: string, text = 'hi'): UserMessage => ({
  ...base,
  type: 'user_message',
  id,
  content: [{ type: 'input_text', text }],
})
const said = (id: string, text = ''): AssistantMessage => ({
  ...base,
  type: 'assistant_message',
  id,
  content: text === '' ? [] : [{ type: 'output_text', text, annotations: [] }],
})
const added = (item: ThreadItem): ThreadEvent => ({ type: 'thread.item.added', item })
const done = (item: ThreadItem): ThreadEvent => ({ type: 'thread.item.done', item })
const delta = (item_id: string, text: string, content_index = 0): ThreadEvent => ({
  type: 'thread.item.updated',
  item_id,
  update: { type: 'assistant_message.content_part.text_delta', content_index, delta: text },
})
const fold = (events: ThreadEvent[], from: ThreadState = emptyThread): ThreadState =>
  events.reduce(reduce, from)
const ids = (state: ThreadState): string[] => state.entries.map((entry) => entry.id)
const item = <T>(state: ThreadState, id: string): T =>
  state.entries.find((entry) => entry.id === id) as T
const text = (state: ThreadState, id: string): string =>
  item<AssistantMessage>(state, id)
    .content.map((part) => part.text)
    .join('|')

describe('threads', () => {
  it('takes title, status and image domains from the server and keeps the items', () => {
    const before = fold([done(user('u'))])
    const thread = {
      id: 't',
      title: 'Bank',
      created_at: base.created_at,
      status: { type: 'locked' as const, reason: 'full' },
      allowed_image_domains: ['a.org'],
      items: { data: [], has_more: false },
    }

    const after = fold([{ type: 'thread.updated', thread }], before)

    expect(after).toMatchObject({
      threadId: 't',
      title: 'Bank',
      status: { type: 'locked', reason: 'full' },
      allowedImageDomains: ['a.org'],
    })
    expect(ids(after)).toEqual(['u'])
  })
})

describe('items', () => {
  it('builds an answer from its deltas and ends with what the server stored', () => {
    const state = fold([added(said('a')), delta('a', 'Hel'), delta('a', 'lo')])

    expect(text(state, 'a')).toBe('Hello')
    expect(state.pending.has('a')).toBe(true)
    expect(text(fold([done(said('a', 'Hello!'))], state), 'a')).toBe('Hello!')
    expect(fold([done(said('a', 'Hello!'))], state).pending.size).toBe(0)
  })

  it('pads a part whose number was skipped', () => {
    expect(text(fold([added(said('a')), delta('a', 'third', 2)]), 'a')).toBe('||third')
  })

  it('ignores a part number that no answer can have', () => {
    expect(text(fold([added(said('a')), delta('a', 'x', -1), delta('a', 'x', 1e9)]), 'a')).toBe('')
  })

  it('keeps annotations when the end of the part comes without them', () => {
    const annotation = {
      type: 'annotation' as const,
      index: 2,
      source: { type: 'url' as const, title: 'A', url: 'https://a.org' },
    }
    const state = fold([
      added(said('a')),
      {
        type: 'thread.item.updated',
        item_id: 'a',
        update: {
          type: 'assistant_message.content_part.added',
          content_index: 0,
          content: { type: 'output_text', text: '', annotations: [] },
        },
      },
      {
        type: 'thread.item.updated',
        item_id: 'a',
        update: {
          type: 'assistant_message.content_part.annotation_added',
          content_index: 0,
          annotation_index: 0,
          annotation,
        },
      },
      {
        type: 'thread.item.updated',
        item_id: 'a',
        update: {
          type: 'assistant_message.content_part.done',
          content_index: 0,
          content: { type: 'output_text', text: 'full', annotations: [] },
        },
      },
    ])

    expect(item<AssistantMessage>(state, 'a').content[0]).toEqual({
      type: 'output_text',
      text: 'full',
      annotations: [annotation],
    })
  })

  it('accepts an item that is done without ever being added', () => {
    expect(ids(fold([done(said('a', 'x'))]))).toEqual(['a'])
  })

  it('replaces in place and removes', () => {
    const state = fold([
      done(user('u')),
      done(said('a', 'x')),
      { type: 'thread.item.replaced', item: said('a', 'y') },
    ])

    expect(text(state, 'a')).toBe('y')
    expect(ids(fold([{ type: 'thread.item.removed', item_id: 'a' }], state))).toEqual(['u'])
  })

  it.each(['hidden_context_item', 'sdk_hidden_context'] as const)('never shows a %s', (type) => {
    const hidden = { ...base, type, id: 'h' }

    expect(
      ids(fold([added(hidden), done(hidden), { type: 'thread.item.replaced', item: hidden }])),
    ).toEqual([])
  })

  it('survives events, updates and items that it does not know', () => {
    const events = [
      { type: 'thread.sparkled' },
      added({ ...base, type: 'hologram', id: 'x' } as unknown as ThreadItem),
      { type: 'thread.item.updated', item_id: 'x', update: { type: 'hologram.turned' } },
      {
        type: 'thread.item.updated',
        item_id: 'nobody',
        update: { type: 'widget.root.updated', widget: {} },
      },
    ] as ThreadEvent[]

    expect(ids(fold(events))).toEqual(['x'])
  })
})

describe('widgets, workflows and images', () => {
  const widget: WidgetItem = {
    ...base,
    type: 'widget',
    id: 'w',
    widget: {
      type: 'Card',
      children: [
        { type: 'Text', id: 'words', value: 'a' },
        { type: 'Badge', id: 'b', label: 'x' },
      ],
    },
  }
  const update = (item_id: string, change: object): ThreadEvent =>
    ({ type: 'thread.item.updated', item_id, update: change }) as ThreadEvent

  it('streams text into one component and leaves its neighbours alone', () => {
    const before = fold([done(widget)])
    const after = fold(
      [
        update('w', {
          type: 'widget.streaming_text.value_delta',
          component_id: 'words',
          delta: 'bc',
          done: true,
        }),
      ],
      before,
    )

    const children = (state: ThreadState): unknown[] => item<WidgetItem>(state, 'w').widget.children
    expect(children(after)[0]).toMatchObject({ value: 'abc', streaming: false })
    expect(children(after)[1]).toBe(children(before)[1])
  })

  it('replaces a component and the whole root of a finished widget', () => {
    const state = fold([
      done(widget),
      update('w', {
        type: 'widget.component.updated',
        component_id: 'b',
        component: { type: 'Badge', label: 'new' },
      }),
    ])

    expect(item<WidgetItem>(state, 'w').widget.children[1]).toEqual({ type: 'Badge', label: 'new' })
    expect(
      item<WidgetItem>(
        fold(
          [update('w', { type: 'widget.root.updated', widget: { type: 'Basic', children: [] } })],
          state,
        ),
        'w',
      ).widget.type,
    ).toBe('Basic')
  })

  it('adds and updates the tasks of a workflow', () => {
    const workflow: WorkflowItem = {
      ...base,
      type: 'workflow',
      id: 'f',
      workflow: { type: 'custom', tasks: [] },
    }
    const task = { type: 'custom', title: 'Look', status_indicator: 'loading' }
    const state = fold([
      added(workflow),
      update('f', { type: 'workflow.task.added', task_index: 0, task }),
      update('f', {
        type: 'workflow.task.updated',
        task_index: 0,
        task: { ...task, status_indicator: 'complete' },
      }),
    ])

    expect(item<WorkflowItem>(state, 'f').workflow.tasks).toEqual([
      { ...task, status_indicator: 'complete' },
    ])
  })

  it('shows an image as it becomes clear', () => {
    const image = { ...base, type: 'generated_image' as const, id: 'g' }
    const state = fold([
      added(image),
      update('g', {
        type: 'generated_image.updated',
        image: { id: 'i', url: 'https://a.org/i.png' },
        progress: 0.5,
      }),
    ])

    expect(item(state, 'g')).toMatchObject({ image: { url: 'https://a.org/i.png' }, progress: 0.5 })
  })
})

describe('what is said beside the items', () => {
  it('shows progress until the answer speaks', () => {
    const state = fold([{ type: 'progress_update', text: 'Looking', icon: 'search' }])

    expect(state.progress).toEqual({ text: 'Looking', icon: 'search' })
    expect(fold([added(said('a'))], state).progress).toBeNull()
  })

  it('offers a retry only where the server does', () => {
    expect(
      fold([{ type: 'error', code: 'custom', message: 'No.', allow_retry: true }]).problem,
    ).toEqual({ code: 'custom', message: 'No.', retry: 'answer', retryAt: null })
    expect(fold([{ type: 'error', code: 'stream.error' }]).problem).toEqual({
      code: 'stream.error',
      message: null,
      retry: null,
      retryAt: null,
    })
  })

  it('keeps notices where they came', () => {
    const notice: ThreadEvent = { type: 'notice', level: 'info', message: 'Mind the gap' }
    const state = fold([done(user('u')), notice, notice, done(said('a', 'x'))])

    expect(state.entries.map((entry) => entry.type)).toEqual([
      'user_message',
      'notice',
      'notice',
      'assistant_message',
    ])
    expect(new Set(ids(state)).size).toBe(4)
  })

  it('allows stopping only when told so, and no longer than the stream', () => {
    const state = fold([{ type: 'stream_options', stream_options: { allow_cancel: true } }])

    expect(state.allowCancel).toBe(true)
    expect(afterStream(state).allowCancel).toBe(false)
  })
})

describe('sending and reading again', () => {
  it('gives the waiting bubble the id that the server gave it', () => {
    const state = fold([done(user('u1'))], withOptimistic(emptyThread, user('local')))

    expect(ids(state)).toEqual(['u1'])
    expect(state.optimisticId).toBeNull()
  })

  it('shows nothing twice and nothing backwards when a turn is replayed over its stored items', () => {
    const stored = mergeNewest(emptyThread, [user('u'), said('a', 'All of it')], true)
    const replay = [done(user('u')), added(said('a')), delta('a', 'All ')]

    const during = fold(replay, stored)

    expect(text(during, 'a')).toBe('All of it')
    expect(ids(fold([done(said('a', 'All of it'))], during))).toEqual(['u', 'a'])
  })

  it('lets a recovered answer be withdrawn and begun again under the same id', () => {
    const state = fold([
      added(said('a')),
      delta('a', 'half'),
      { type: 'thread.item.removed', item_id: 'a' },
      added(said('a')),
      delta('a', 'whole'),
    ])

    expect(text(state, 'a')).toBe('whole')
  })

  it('puts older items in front, without those already there', () => {
    expect(ids(prepend(fold([done(user('u2'))]), [user('u1'), user('u2')]))).toEqual(['u1', 'u2'])
  })

  it('lays the newest page over what is shown, with what the server removed gone', () => {
    const shown = fold([
      done(user('u1')),
      done(user('u2')),
      done(said('gone', 'x')),
      done(said('a', 'old')),
    ])

    const merged = mergeNewest(shown, [user('u2'), said('a', 'new'), user('u3')], false)

    expect(ids(merged)).toEqual(['u1', 'u2', 'a', 'u3'])
    expect(text(merged, 'a')).toBe('new')
  })

  it('finds the question of a turn and drops what followed it', () => {
    const shown = fold([
      done(user('u1')),
      done(said('a1', 'x')),
      done(user('u2')),
      done(said('a2', 'y')),
    ])

    expect(questionBefore(shown, 'a1')?.id).toBe('u1')
    expect(questionBefore(shown, null)?.id).toBe('u2')
    expect(ids(truncateAfter(shown, 'u1'))).toEqual(['u1'])
  })
})
