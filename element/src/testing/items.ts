/** Small pieces of the protocol, for tests. */
import type { AssistantMessage, Thread, ThreadEvent, ThreadItem, UserMessage } from '../events'

const base = { thread_id: 't1', created_at: '2026-11-23T08:00:00Z' }

export const thread = (id = 't1', title = 'A thread'): Thread => ({
  id,
  title,
  created_at: base.created_at,
  status: { type: 'active' },
  items: { data: [], has_more: false },
})
export const created = (id?: string): ThreadEvent => ({
  type: 'thread.created',
  thread: thread(id),
})
export const asked = (id: string, text: string): UserMessage => ({
  ...base,
  type: 'user_message',
  id,
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
})
export const said = (id: string, text = ''): AssistantMessage => ({
  ...base,
  type: 'assistant_message',
  id,
  content: text === '' ? [] : [{ type: 'output_text', text, annotations: [] }],
})
export const added = (item: ThreadItem): ThreadEvent => ({ type: 'thread.item.added', item })
export const done = (item: ThreadItem): ThreadEvent => ({ type: 'thread.item.done', item })
export const delta = (item_id: string, text: string): ThreadEvent => ({
  type: 'thread.item.updated',
  item_id,
  update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: text },
})
export const cancellable: ThreadEvent = {
  type: 'stream_options',
  stream_options: { allow_cancel: true },
}
