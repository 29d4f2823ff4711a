/**
 * Brings what a server sent into the shape that the rest relies on: a field that is missing or of another
 * kind becomes an empty one, so that a newer or a careless server costs a detail and not the conversation.
 */
import type { Annotation, OutputText, Page, Task, Thread, ThreadItem } from './events'

type Loose = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const objects = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** Returns the item in its proper shape; null for what is no item at all. */
export function shapedItem(value: unknown): ThreadItem | null {
  if (!isObject(value) || typeof value['id'] !== 'string' || typeof value['type'] !== 'string')
    return null
  const shape = Object.hasOwn(SHAPES, value['type']) ? SHAPES[value['type']] : undefined
  const item = { ...value, created_at: zoned(value['created_at']), ...shape?.(value) }
  return item as unknown as ThreadItem
}

const SHAPES: Readonly<Record<string, (item: Loose) => Loose>> = {
  user_message: (item) => ({
    content: objects(item['content']).filter(isUserContent),
    attachments: objects(item['attachments']).filter((file) => typeof file['id'] === 'string'),
  }),
  assistant_message: (item) => ({ content: objects(item['content']).map(shapedPart) }),
  client_tool_call: (item) => ({
    name: text(item['name']),
    arguments: isObject(item['arguments']) ? item['arguments'] : {},
  }),
  widget: (item) => ({ widget: isObject(item['widget']) ? item['widget'] : { type: '' } }),
  generated_image: (item) => ({
    image:
      isObject(item['image']) && typeof item['image']['url'] === 'string' ? item['image'] : null,
  }),
  structured_input: (item) => ({ inputs: objects(item['inputs']).map(shapedQuestion) }),
  task: (item) => ({ task: shapedTask(item['task']) }),
  workflow: ({ workflow }) => {
    const whole = isObject(workflow) ? workflow : {}
    const summary = isObject(whole['summary']) ? whole['summary'] : null
    return { workflow: { ...whole, summary, tasks: objects(whole['tasks']).map(shapedTask) } }
  },
}

function isUserContent(part: Loose): boolean {
  const known = part['type'] === 'input_text' || part['type'] === 'input_tag'
  return known && typeof part['text'] === 'string'
}

export function shapedPart(part: Loose): OutputText {
  const annotations = objects(part['annotations']).filter(isAnnotation)
  return { type: 'output_text', text: text(part['text']), annotations }
}

export function isAnnotation(value: unknown): value is Annotation {
  return isObject(value) && isObject(value['source'])
}

function shapedQuestion(question: Loose): Loose {
  const options = objects(question['options']).filter((one) => typeof one['value'] === 'string')
  const answer = isObject(question['answer'])
    ? {
        skipped: question['answer']['skipped'] === true,
        values: texts(question['answer']['values']),
      }
    : null
  return {
    ...question,
    id: text(question['id']),
    question: text(question['question']),
    options,
    answer,
  }
}

export function shapedTask(value: unknown): Task {
  const task = isObject(value) ? value : { type: 'custom' }
  return {
    ...task,
    ...('queries' in task && { queries: texts(task['queries']) }),
    ...('sources' in task && { sources: objects(task['sources']) }),
    ...(task['type'] === 'thought' && { content: text(task['content']) }),
  } as unknown as Task
}

/** A time without a zone is what the stock server writes, whose clock is told to be UTC. */
export function zoned(time: unknown): string {
  if (typeof time !== 'string') return ''
  return /\d{2}:\d{2}/.test(time) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(time) ? `${time}Z` : time
}

export function shapedThread(value: unknown): Thread | null {
  if (!isObject(value) || typeof value['id'] !== 'string') return null
  const status = isObject(value['status']) ? value['status'] : { type: 'active' }
  const items = isObject(value['items']) ? { items: shapedPage(value['items'], shapedItem) } : {}
  const thread = { ...value, status, ...items, created_at: zoned(value['created_at']) }
  return thread as unknown as Thread
}

/** What is no row is left out. */
export function shapedPage<T>(value: unknown, shaped: (row: unknown) => T | null): Page<T> {
  const page = isObject(value) ? value : {}
  const data = (Array.isArray(page['data']) ? page['data'] : []).flatMap((row) => shaped(row) ?? [])
  const after = typeof page['after'] === 'string' ? { after: page['after'] } : {}
  return { data, has_more: page['has_more'] === true, ...after }
}
