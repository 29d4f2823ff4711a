/** Reads a thread and its items, newest first, page by page. */
import type { Client } from '../client'
import type { Operation, Thread, ThreadItem } from '../events'
import { ChatKitError } from '../problems'
import { shapedItem, shapedPage, shapedThread } from '../shape'
import { isHidden } from '../state'

const PAGE = 30
/** A page may be short, since hidden items are taken out of it after paging. */
const ENOUGH = 10
const MAX_PAGES = 10

export type Loaded = { thread: Thread; items: ThreadItem[]; older: string | null }

/** Reads a thread with its newest items, oldest of them first. */
export async function loadThread(client: Client, threadId: string): Promise<Loaded> {
  const thread = shapedThread(
    await client.call({ type: 'threads.get_by_id', params: { thread_id: threadId } }),
  )
  if (thread === null) throw new ChatKitError('The server sent no thread.', 'protocol')
  if (thread.items !== undefined && !thread.items.has_more)
    return { thread, items: thread.items.data, older: null }
  return { thread, ...(await loadOlder(client, threadId, null)) }
}

/** Reads the items before a cursor, oldest first; null for the newest ones. */
export async function loadOlder(
  client: Client,
  threadId: string,
  after: string | null,
): Promise<{ items: ThreadItem[]; older: string | null }> {
  const items: ThreadItem[] = []
  let cursor = after
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = shapedPage(await client.call(pageOf(threadId, cursor)), shapedItem)
    items.push(...page.data)
    cursor = page.has_more ? (page.after ?? null) : null
    if (cursor === null || items.filter((item) => !isHidden(item)).length >= ENOUGH) break
  }
  return { items: items.reverse(), older: cursor }
}

function pageOf(threadId: string, cursor: string | null): Operation {
  const after = cursor === null ? {} : { after: cursor }
  return {
    type: 'items.list',
    params: { thread_id: threadId, limit: PAGE, order: 'desc', ...after },
  }
}
