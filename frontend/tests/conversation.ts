import type { Received, Reply } from './server'

export const CHAT = 'POST /api/chatkit'
/** A conversation from before, and the one that the server makes. */
export const THREAD = '0198a1de-0000-7000-8000-0000000000aa'
export const CREATED = '0198a1de-0000-7000-8000-0000000000bb'

const AT = '2026-11-23T08:00:00Z'

type Operation = { type: string; params: { input?: { content: unknown[] } } }

/** Answers each ChatKit operation with what is given for it; lists are empty, the rest is not there. */
export function respondTo(answers: Record<string, unknown>): (request: Received) => Reply {
  return ({ json }) => {
    const { type } = json as Operation
    const found = answers[type]
    if (Array.isArray(found)) return { sse: found }
    if (found !== undefined) return { json: found }
    if (type === 'threads.list' || type === 'items.list')
      return { json: { data: [], has_more: false } }
    return { status: 404, json: { title: 'Not found', detail: 'Thread not found' } }
  }
}

const thread = (id: string) => ({
  id,
  title: 'A conversation',
  created_at: AT,
  status: { type: 'active' },
  metadata: {},
})

const question = (threadId: string, text: string) => ({
  id: '0198a1de-0000-7000-8000-0000000000c1',
  thread_id: threadId,
  created_at: AT,
  type: 'user_message',
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
})

/** A thread with one message in it, as `threads.get_by_id` gives it. */
export function loaded(text: string): unknown {
  return { ...thread(THREAD), items: { data: [question(THREAD, text)], has_more: false } }
}

/** The events of a first message and its answer. */
export function answer(text: string): unknown[] {
  const item = {
    id: '0198a1de-0000-7000-8000-0000000000c2',
    thread_id: CREATED,
    created_at: AT,
    type: 'assistant_message',
    content: [{ type: 'output_text', text, annotations: [] }],
  }
  return [
    {
      type: 'thread.created',
      thread: { ...thread(CREATED), items: { data: [], has_more: false } },
    },
    { type: 'thread.item.done', item: question(CREATED, 'Create a task') },
    { type: 'stream_options', stream_options: { allow_cancel: true } },
    { type: 'thread.item.done', item },
  ]
}
