// @vitest-environment jsdom
import type { ChatKitOptions } from '@openai/chatkit'
import { afterEach, describe, expect, it } from 'vitest'
import type { WidgetItem } from '../events'
import { press, texts, until, type Mounted } from '../testing/element'
import { created, done } from '../testing/items'
import { closePage, names, open, simple, theServer, type Handler } from '../testing/page'
import { colour } from './colour'
import { nested } from './payload'
import { length, sides, spacing } from './style'

afterEach(closePage)

const item = (widget: object): WidgetItem =>
  ({ type: 'widget', id: 'w1', thread_id: 't1', created_at: '', widget }) as never

/** Shows a widget; other requests are answered by `then`. */
async function show(
  widget: object,
  then: Handler = simple,
  options: Partial<ChatKitOptions> = {},
): Promise<Mounted> {
  const mounted = await open((asked, reply) => {
    if (asked.type !== 'threads.create') return then(asked, reply)
    const stream = reply.stream()
    stream.event(created())
    stream.event(done(item(widget)))
    stream.comment('end')
    stream.end()
  }, options)
  await mounted.element.sendUserMessage({ text: 'Show' })
  await until(
    () => names(mounted),
    (seen) => seen.includes('response.end'),
  )
  await until(() => mounted.root.querySelector('.widget'))
  return mounted
}

const field = (root: ParentNode, name: string): HTMLInputElement =>
  root.querySelector<HTMLInputElement>(`[name="${name}"]`)!
const change = (input: HTMLElement): boolean =>
  input.dispatchEvent(new Event('change', { bubbles: true }))
const sent = (type: string): unknown[] =>
  theServer()
    .of(type)
    .map((one) => one.params)

const checkbox = (action: object): object => ({
  type: 'ListView',
  children: [
    {
      type: 'ListViewItem',
      children: [
        {
          type: 'Row',
          children: [
            {
              type: 'Checkbox',
              name: 'done',
              label: '',
              onChangeAction: { type: 'tick', streaming: false, ...action },
            },
            { type: 'Text', value: 'Call the bank' },
          ],
        },
      ],
    },
  ],
})

describe('a checkbox in a list', () => {
  it('is named after its row', async () => {
    const { root } = await show(checkbox({}))

    await until(
      () => field(root, 'done').getAttribute('aria-label'),
      (label) => label === 'Call the bank',
    )
  })

  it('sends its action in place and shows the item that comes back', async () => {
    const mounted = await show(checkbox({ payload: { task: 7 } }), (asked, reply) =>
      reply.json(
        asked.type === 'threads.sync_custom_action'
          ? { updated_item: item({ type: 'Card', children: [{ type: 'Text', value: 'Done!' }] }) }
          : {},
      ),
    )
    const box = field(mounted.root, 'done')

    box.checked = true
    change(box)
    await until(
      () => texts(mounted.root, '.w-card'),
      (seen) => seen[0] === 'Done!',
    )

    expect(sent('threads.sync_custom_action')).toEqual([
      {
        thread_id: 't1',
        action: { type: 'tick', payload: { done: true, task: 7 } },
        item_id: 'w1',
      },
    ])
  })

  it('does not stay ticked when the server refuses', async () => {
    const mounted = await show(checkbox({}), (_asked, reply) => reply.json({ detail: 'No.' }, 409))
    const box = field(mounted.root, 'done')

    box.checked = true
    change(box)
    await until(
      () => names(mounted),
      (seen) => seen.includes('error'),
    )
    await until(
      () => box.checked,
      (checked) => !checked,
    )

    expect(box.getAttribute('aria-busy')).toBeNull()
  })
})

describe('a form', () => {
  const form = {
    type: 'Card',
    asForm: true,
    confirm: { label: 'Create', action: { type: 'create', payload: { kind: 'task' } } },
    children: [
      { type: 'Input', name: 'todo.title', required: true, defaultValue: 'Bank' },
      {
        type: 'Select',
        name: 'todo.priority',
        defaultValue: 'high',
        options: [
          { value: 'low', label: 'Low' },
          { value: 'high', label: 'High' },
        ],
      },
      { type: 'Checkbox', name: 'loud', label: 'Loud', defaultChecked: true },
      {
        type: 'RadioGroup',
        name: 'list',
        defaultValue: 'home',
        options: [
          { value: 'home', label: 'Home' },
          { value: 'work', label: 'Work' },
        ],
      },
      { type: 'DatePicker', name: 'due', defaultValue: '2026-11-24T09:00:00Z' },
    ],
  }

  it('puts the values of its fields, nested by their names, into the payload', async () => {
    const mounted = await show(form, (asked, reply) => {
      if (asked.type !== 'threads.custom_action') return simple(asked, reply)
      const stream = reply.stream()
      stream.comment('end')
      stream.end()
    })

    press(mounted.root.querySelector('.widget')!, 'Create')
    await until(
      () => sent('threads.custom_action'),
      (seen) => seen.length === 1,
    )

    expect(sent('threads.custom_action')).toEqual([
      {
        thread_id: 't1',
        item_id: 'w1',
        action: {
          type: 'create',
          payload: {
            kind: 'task',
            todo: { title: 'Bank', priority: 'high' },
            loud: true,
            list: 'home',
            due: '2026-11-24',
          },
        },
      },
    ])
  })

  it('is not sent while a required field is empty', async () => {
    const mounted = await show(form)
    field(mounted.root, 'todo.title').value = ''

    press(mounted.root.querySelector('.widget')!, 'Create')
    await mounted.element.fetchUpdates()

    expect(sent('threads.custom_action')).toEqual([])
  })

  it('never lets a field reach into what all objects share', () => {
    expect(
      nested({ '__proto__.polluted': 1, 'constructor.prototype.polluted': 1, 'a.b': 2 }),
    ).toEqual({ a: { b: 2 } })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('a client action', () => {
  it('goes to the page with its widget and not to the server', async () => {
    const heard: unknown[] = []
    const widget = {
      type: 'Basic',
      children: [
        {
          type: 'Button',
          label: 'Open',
          onClickAction: { type: 'open', handler: 'client', payload: { id: 1 } },
        },
      ],
    }
    const mounted = await show(widget, simple, {
      widgets: { onAction: async (action, { id }) => void heard.push([action, id]) },
    })

    press(mounted.root, 'Open')
    await until(
      () => heard,
      (seen) => seen.length === 1,
    )

    expect(heard).toEqual([[{ type: 'open', payload: { id: 1 } }, 'w1']])
    expect(sent('threads.custom_action')).toEqual([])
  })

  it('that nobody handles is an error of the integration', async () => {
    const mounted = await show({
      type: 'Basic',
      children: [
        { type: 'Button', label: 'Open', onClickAction: { type: 'open', handler: 'client' } },
      ],
    })

    press(mounted.root, 'Open')

    await until(
      () => names(mounted),
      (seen) => seen.includes('error'),
    )
  })
})

describe('what a server may write into a widget', () => {
  it('degrades where it is unknown', async () => {
    const { root } = await show({
      type: 'Card',
      children: [
        { type: 'Hologram' },
        { type: 'Deck', children: [{ type: 'Text', value: 'Inside' }] },
        null,
        7,
        { type: 'constructor' },
        { type: 'Icon', name: 'constructor' },
        { type: 'Text', value: 'After' },
      ],
    })

    expect(texts(root, '.w-text')).toEqual(['Inside', 'After'])
    expect(texts(root, '.w-unknown').length).toBeGreaterThan(0)
  })

  it('is text and never markup', async () => {
    const { root } = await show({
      type: 'Card',
      children: [
        { type: 'Text', value: '<img src=x onerror=boom()>' },
        { type: 'Markdown', value: '[x](javascript:boom())' },
        { type: 'Image', src: 'javascript:boom()', alt: 'Alt' },
      ],
    })

    expect(root.querySelector('.widget img, .widget a')).toBeNull()
    expect(texts(root, '.w-text')).toEqual(['<img src=x onerror=boom()>'])
  })

  it('reaches style only as a size or a colour', () => {
    expect([
      colour('url(https://evil.org)'),
      colour('red;position:fixed'),
      length('expression(x)'),
      spacing('1px;x'),
    ]).toEqual([null, null, null, null])
    expect([
      colour('secondary'),
      colour('#abc'),
      colour({ light: 'white', dark: 'black' }),
      length(12),
      sides({ x: 2, top: 1 }, 'padding'),
    ]).toEqual([
      'var(--text-2)',
      '#abc',
      'light-dark(white, black)',
      '12px',
      {
        'padding-block-start': 'calc(var(--u) * 1)',
        'padding-block-end': null,
        'padding-inline-start': 'calc(var(--u) * 2)',
        'padding-inline-end': 'calc(var(--u) * 2)',
      },
    ])
  })
})
