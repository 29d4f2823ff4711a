/** The wire: what a ChatKit server sends. Field names are the protocol's. */
import type { Widgets } from '@openai/chatkit'
import { lookup } from './lookup'
import { isObject, shapedItem, shapedThread } from './shape'

export type Page<T> = { data: T[]; has_more: boolean; after?: string | null }

export type ThreadStatus =
  { type: 'active' } | { type: 'locked' | 'closed'; reason?: string | null }

export type Thread = {
  id: string
  title?: string | null
  created_at: string
  status?: ThreadStatus
  allowed_image_domains?: string[] | null
  items?: Page<ThreadItem>
}

type SourceBase = { title: string; description?: string; timestamp?: string; group?: string }
export type UrlSource = SourceBase & { type: 'url'; url: string; attribution?: string }
export type FileSource = SourceBase & { type: 'file'; filename: string }
export type EntitySource = SourceBase & {
  type: 'entity'
  id: string
  icon?: string
  label?: string
  inline_label?: string
  interactive?: boolean
  data?: Record<string, string>
}
export type Source = UrlSource | FileSource | EntitySource

export type Annotation = { type: 'annotation'; source: Source; index?: number | null }
export type OutputText = { type: 'output_text'; text: string; annotations: Annotation[] }

export type UserContent =
  | { type: 'input_text'; text: string }
  | {
      type: 'input_tag'
      id: string
      text: string
      data: Record<string, unknown>
      group?: string
      interactive?: boolean
    }

export type WireAttachment = {
  type: 'file' | 'image'
  id: string
  name: string
  mime_type: string
  preview_url?: string
}

export type InferenceOptions = { tool_choice?: { id: string }; model?: string }

export type UserMessageInput = {
  content: UserContent[]
  attachments: string[]
  quoted_text?: string
  inference_options: InferenceOptions
}

export type Feedback = 'positive' | 'negative'

type ItemBase = { id: string; thread_id: string; created_at: string; feedback?: Feedback | null }

export type UserMessage = ItemBase & {
  type: 'user_message'
  content: UserContent[]
  attachments?: WireAttachment[]
  quoted_text?: string | null
  inference_options?: InferenceOptions
}
export type AssistantMessage = ItemBase & { type: 'assistant_message'; content: OutputText[] }
export type ClientToolCall = ItemBase & {
  type: 'client_tool_call'
  status: 'pending' | 'completed'
  call_id: string
  name: string
  arguments: Record<string, unknown>
  output?: unknown
}
export type WidgetRoot = Widgets.Card | Widgets.ListView | Widgets.BasicRoot
export type WidgetItem = ItemBase & {
  type: 'widget'
  widget: WidgetRoot
  copy_text?: string | null
}
export type GeneratedImage = ItemBase & {
  type: 'generated_image'
  image?: { id: string; url: string } | null
  progress?: number | null
}
export type StructuredAnswer = { values: string[]; skipped: boolean }
export type StructuredQuestion = {
  id: string
  question: string
  answer?: StructuredAnswer | null
} & (
  | { type: 'multiple_choice'; options: { value: string }[]; multiple?: boolean }
  | { type: 'freeform'; description?: string | null }
)
export type StructuredInput = ItemBase & {
  type: 'structured_input'
  status: 'pending' | 'answered' | 'skipped'
  inputs: StructuredQuestion[]
}

type TaskBase = { status_indicator?: 'none' | 'loading' | 'complete'; title?: string | null }
export type Task = TaskBase &
  (
    | { type: 'custom'; icon?: string | null; content?: string | null }
    | { type: 'web_search'; title_query?: string | null; queries?: string[]; sources?: UrlSource[] }
    | { type: 'thought'; content: string }
    | { type: 'file'; sources?: FileSource[] }
    | { type: 'image' }
  )
export type Workflow = {
  type: 'custom' | 'reasoning'
  tasks: Task[]
  summary?: { title: string; icon?: string | null } | { duration: number } | null
  expanded?: boolean
}
export type WorkflowItem = ItemBase & { type: 'workflow'; workflow: Workflow }
export type TaskItem = ItemBase & { type: 'task'; task: Task }
export type EndOfTurn = ItemBase & { type: 'end_of_turn' }
export type HiddenItem = ItemBase & { type: 'hidden_context_item' | 'sdk_hidden_context' }

export type ThreadItem =
  | UserMessage
  | AssistantMessage
  | ClientToolCall
  | WidgetItem
  | GeneratedImage
  | StructuredInput
  | WorkflowItem
  | TaskItem
  | EndOfTurn
  | HiddenItem

export type ItemUpdate =
  | { type: 'assistant_message.content_part.added'; content_index: number; content: OutputText }
  | { type: 'assistant_message.content_part.text_delta'; content_index: number; delta: string }
  | {
      type: 'assistant_message.content_part.annotation_added'
      content_index: number
      annotation_index: number
      annotation: Annotation
    }
  | { type: 'assistant_message.content_part.done'; content_index: number; content: OutputText }
  | {
      type: 'widget.streaming_text.value_delta'
      component_id: string
      delta: string
      done: boolean
    }
  | { type: 'widget.root.updated'; widget: WidgetRoot }
  | { type: 'widget.component.updated'; component_id: string; component: Widgets.WidgetComponent }
  | { type: 'workflow.task.added'; task_index: number; task: Task }
  | { type: 'workflow.task.updated'; task_index: number; task: Task }
  | {
      type: 'generated_image.updated'
      image: { id: string; url: string }
      progress?: number | null
    }

export type ErrorEvent = {
  type: 'error'
  code?: string
  message?: string | null
  allow_retry?: boolean
}
export type NoticeEvent = {
  type: 'notice'
  level: 'info' | 'warning' | 'danger'
  title?: string | null
  message: string
}

export type ThreadEvent =
  | { type: 'thread.created'; thread: Thread }
  | { type: 'thread.updated'; thread: Thread }
  | { type: 'thread.item.added'; item: ThreadItem }
  | { type: 'thread.item.updated'; item_id: string; update: ItemUpdate }
  | { type: 'thread.item.done'; item: ThreadItem }
  | { type: 'thread.item.removed'; item_id: string }
  | { type: 'thread.item.replaced'; item: ThreadItem }
  | { type: 'stream_options'; stream_options: { allow_cancel: boolean } }
  | { type: 'progress_update'; icon?: string | null; text: string }
  | { type: 'client_effect'; name: string; data?: Record<string, unknown> }
  | ErrorEvent
  | NoticeEvent

export type Operation = { type: string; params: Record<string, unknown> }

/** The server spoke, but not ChatKit; asking again would bring the same. */
export class ProtocolError extends Error {
  override name = 'ProtocolError'
}

/** Fields without which an event says nothing; events of other types are unknown. */
const NEEDED: Readonly<
  Record<ThreadEvent['type'], readonly [string, (value: unknown) => boolean]>
> = {
  'thread.created': ['thread', isObject],
  'thread.updated': ['thread', isObject],
  'thread.item.added': ['item', isObject],
  'thread.item.done': ['item', isObject],
  'thread.item.replaced': ['item', isObject],
  'thread.item.updated': ['update', isObject],
  'thread.item.removed': ['item_id', isText],
  stream_options: ['stream_options', isObject],
  progress_update: ['text', isText],
  client_effect: ['name', isText],
  error: ['type', isText],
  notice: ['message', isText],
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

export type UnknownEvent = { type: 'unknown'; name: string }

/**
 * Reads one frame's data. What is no event of ours, or lacks what it is about, is `unknown`: it changes nothing.
 * @throws {ProtocolError} It is not a JSON object with a type.
 */
export function parseEvent(data: string): ThreadEvent | UnknownEvent {
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch {
    throw new ProtocolError('The server sent an event that is not JSON.')
  }
  if (!isObject(value) || typeof value['type'] !== 'string')
    throw new ProtocolError('The server sent an event without a type.')
  return shapedEvent(value as Readonly<Record<string, unknown>> & { type: string })
}

function shapedEvent(
  value: Readonly<Record<string, unknown>> & { type: string },
): ThreadEvent | UnknownEvent {
  const unknown: UnknownEvent = { type: 'unknown', name: value.type }
  const needed = lookup(NEEDED, value.type)
  if (needed === undefined || !needed[1](value[needed[0]])) return unknown
  if ('item' in value) {
    const item = shapedItem(value['item'])
    return item === null ? unknown : ({ ...value, item } as unknown as ThreadEvent)
  }
  if ('thread' in value) {
    const thread = shapedThread(value['thread'])
    return thread === null ? unknown : ({ ...value, thread } as unknown as ThreadEvent)
  }
  return value as unknown as ThreadEvent
}
