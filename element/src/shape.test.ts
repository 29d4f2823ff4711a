import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEvent, type ThreadEvent } from './events'
import { shapedItem, shapedPage, shapedThread, zoned } from './shape'
import { emptyThread, reduce, type Entry, type ThreadState } from './state'

const TYPES = [
  'user_message',
  'assistant_message',
  'client_tool_call',
  'widget',
  'generated_image',
  'structured_input',
  'task',
  'workflow',
  'end_of_turn',
  'hidden_context_item',
  'sdk_hidden_context',
  'something_new',
]
const UPDATES = [
  'assistant_message.content_part.added',
  'assistant_message.content_part.text_delta',
  'assistant_message.content_part.annotation_added',
  'assistant_message.content_part.done',
  'widget.streaming_text.value_delta',
  'widget.root.updated',
  'widget.component.updated',
  'workflow.task.added',
  'workflow.task.updated',
  'generated_image.updated',
  'something.new',
]
const EVENTS = [
  'thread.created',
  'thread.updated',
  'thread.item.added',
  'thread.item.updated',
  'thread.item.done',
  'thread.item.removed',
  'thread.item.replaced',
  'stream_options',
  'progress_update',
  'client_effect',
  'error',
  'notice',
  'something.new',
]

const anything = fc.jsonValue({ maxDepth: 3 })
const fields = fc.dictionary(
  fc.constantFrom(
    ...['content', 'text', 'annotations', 'source', 'widget', 'workflow', 'tasks', 'task'],
    ...['inputs', 'options', 'image', 'arguments', 'attachments', 'summary', 'created_at'],
  ),
  anything,
)
const item = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...TYPES), fields)
  .map(([id, type, rest]) => ({ ...rest, id, type, thread_id: 't1' }))
const update = fc
  .tuple(fc.constantFrom(...UPDATES), fields, anything, fc.nat({ max: 3 }))
  .map(([type, rest, odd, index]) => ({
    ...rest,
    type,
    delta: odd,
    annotation: odd,
    component_id: 'x',
    content_index: index,
    task_index: index,
  }))
const event = fc
  .tuple(fc.constantFrom(...EVENTS), fc.oneof(item, anything), fc.oneof(update, anything), anything)
  .map(([type, one, change, odd]) => ({
    type,
    item: one,
    update: change,
    item_id: 'a',
    thread: odd,
    stream_options: odd,
    text: odd,
    name: odd,
    message: odd,
  }))

function fold(sent: readonly unknown[]): ThreadState {
  return sent.reduce<ThreadState>((state, one) => {
    const heard = parseEvent(JSON.stringify(one))
    return heard.type === 'unknown' ? state : reduce(state, heard as ThreadEvent)
  }, emptyThread)
}

const strings = (values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'string')
const things = (values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'object' && value !== null)

/** What the views rely on, kind by kind. */
function expectShaped(entry: Entry): void {
  expect(typeof entry.id).toBe('string')
  if (entry.type === 'user_message')
    expect(strings(entry.content.map(({ text }) => text))).toBe(true)
  if (entry.type === 'workflow') expect(things(entry.workflow.tasks)).toBe(true)
  if (entry.type === 'widget') expect(things([entry.widget])).toBe(true)
  if (entry.type !== 'assistant_message') return
  expect(strings(entry.content.map(({ text }) => text))).toBe(true)
  const annotations = entry.content.flatMap((part) => part.annotations)
  expect(things(annotations.map(({ source }) => source))).toBe(true)
}

describe('whatever a server sends', () => {
  it('is folded without an error, and every item keeps its proper shape', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (sent) => {
        for (const entry of fold(sent).entries) expectShaped(entry)
      }),
      { numRuns: 500 },
    )
  })

  it('that is no event of ours is known by its name and changes nothing', () => {
    expect(parseEvent('{"type":"thread.item.sparkled","item":{"id":"a"}}')).toEqual({
      type: 'unknown',
      name: 'thread.item.sparkled',
    })
    expect(parseEvent('{"type":"thread.item.done","item":{"type":"widget"}}')).toEqual({
      type: 'unknown',
      name: 'thread.item.done',
    })
  })

  it('as an item of a new kind is kept, so that its place can be shown', () => {
    const heard = parseEvent('{"type":"thread.item.done","item":{"type":"song","id":"s"}}')

    expect(fold([heard]).entries).toMatchObject([{ type: 'song', id: 's' }])
  })

  it.each(['<html>', '[1]', '"a"', 'null', '{}', '{"type":1}'])('as %s is refused', (data) => {
    expect(() => parseEvent(data)).toThrow('The server sent an event')
  })
})

describe('times', () => {
  it('without a zone are UTC, and with one stay as they are', () => {
    expect(zoned('2026-11-23T04:25:37.081527')).toBe('2026-11-23T04:25:37.081527Z')
    expect(zoned('2026-11-23T04:25:37Z')).toBe('2026-11-23T04:25:37Z')
    expect(zoned('2026-11-23T04:25:37+05:30')).toBe('2026-11-23T04:25:37+05:30')
    expect(zoned('2026-11-23')).toBe('2026-11-23')
    expect(zoned(undefined)).toBe('')
  })
})

describe('pages', () => {
  it('lose the rows that are none', () => {
    expect(
      shapedPage({ data: [null, { id: 'a', type: 'task' }, 3] }, shapedItem).data,
    ).toHaveLength(1)
    expect(shapedPage('nonsense', shapedThread)).toEqual({ data: [], has_more: false })
  })
})
