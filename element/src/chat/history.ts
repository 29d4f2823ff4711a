/** The list of conversations behind the history panel. */
import type { Client } from '../client'
import type { Thread } from '../events'
import { shapedPage, shapedThread } from '../shape'
import type { Trouble } from '../state'
import { described } from './run'

const PAGE = 20
/** Typing pauses this long before it is a question to the server. */
const SEARCH_PAUSE_MS = 250

export type HistoryHost = {
  client: Client
  changed: () => void
  report: (error: unknown) => void
  renamed: (threadId: string, title: string) => void
  removed: (threadId: string) => void
}

export class History {
  shown = false
  threads: readonly Thread[] = []
  status: 'ready' | 'loading' | 'failed' = 'ready'
  /** Why the list, or a further page of it, could not be loaded. */
  trouble: Trouble | null = null
  /** What is shown is of an earlier time: it was the newest page that could not be loaded. */
  stale = false
  hasMore = false
  query = ''
  editing: { id: string; mode: 'rename' | 'delete' } | null = null
  /** The thread that could not be renamed or deleted just now. */
  failed: string | null = null
  #after: string | null = null
  #asked = 0
  #missing: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly host: HistoryHost) {}

  get searchable(): boolean {
    return this.host.client.offers('search')
  }

  show(): void {
    this.shown = true
    this.query = ''
    this.editing = null
    this.failed = null
    void this.reload()
  }

  hide(): void {
    this.shown = false
    this.editing = null
    clearTimeout(this.#timer)
    this.host.changed()
  }

  edit(editing: History['editing']): void {
    this.editing = editing
    this.failed = null
    this.host.changed()
  }

  search(query: string): void {
    this.query = query
    this.host.changed()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.reload(), SEARCH_PAUSE_MS)
  }

  reload(): Promise<void> {
    return this.#fetch(null)
  }

  /** Loads what could not be loaded just now. */
  again(): Promise<void> {
    return this.#fetch(this.#missing)
  }

  async more(): Promise<void> {
    if (this.#after !== null && this.status !== 'loading') await this.#fetch(this.#after)
  }

  async #fetch(after: string | null): Promise<void> {
    const asked = ++this.#asked
    this.status = 'loading'
    this.host.changed()
    try {
      const answer = await this.host.client.call({
        type: 'threads.list',
        params: this.#params(after),
      })
      const page = shapedPage(answer, shapedThread)
      if (asked !== this.#asked) return
      this.threads = after === null ? page.data : joined(this.threads, page.data)
      this.#after = page.has_more ? (page.after ?? null) : null
      this.hasMore = this.#after !== null
      this.status = 'ready'
    } catch (error) {
      if (asked !== this.#asked) return
      this.status = 'failed'
      this.trouble = described(error)
      this.#missing = after
      this.stale = after === null
      this.host.report(error)
    }
    this.host.changed()
  }

  #params(after: string | null): Record<string, unknown> {
    const query = this.query.trim()
    return {
      limit: PAGE,
      order: 'desc',
      ...(after === null ? {} : { after }),
      ...(query !== '' && this.searchable ? { query } : {}),
    }
  }

  /** Keeps the list in step with a title that changed elsewhere. */
  note(thread: { threadId: string | null; title: string | null }): void {
    const stale = this.threads.some(
      (known) => known.id === thread.threadId && (known.title ?? null) !== thread.title,
    )
    if (!stale) return
    this.threads = this.threads.map((known) =>
      known.id === thread.threadId ? { ...known, title: thread.title } : known,
    )
  }

  async rename(threadId: string, title: string): Promise<void> {
    const wanted = title.trim()
    this.editing = null
    this.host.changed()
    if (
      wanted === '' ||
      this.threads.some(({ id, title: was }) => id === threadId && was === wanted)
    )
      return
    await this.#change(
      threadId,
      { type: 'threads.update', params: { thread_id: threadId, title: wanted } },
      () => {
        this.threads = this.threads.map((known) =>
          known.id === threadId ? { ...known, title: wanted } : known,
        )
        this.host.renamed(threadId, wanted)
      },
    )
  }

  async remove(threadId: string): Promise<void> {
    this.editing = null
    this.host.changed()
    await this.#change(
      threadId,
      { type: 'threads.delete', params: { thread_id: threadId } },
      () => {
        this.threads = this.threads.filter((known) => known.id !== threadId)
        this.host.removed(threadId)
      },
    )
  }

  async #change(
    threadId: string,
    operation: { type: string; params: Record<string, unknown> },
    then: () => void,
  ): Promise<void> {
    try {
      await this.host.client.call(operation)
      then()
    } catch (error) {
      this.failed = threadId
      this.host.report(error)
    }
    this.host.changed()
  }
}

/** A thread that was used meanwhile has moved to another page: it stands where it was seen first. */
function joined(known: readonly Thread[], page: readonly Thread[]): readonly Thread[] {
  const ids = new Set(known.map(({ id }) => id))
  return [...known, ...page.filter(({ id }) => !ids.has(id))]
}
