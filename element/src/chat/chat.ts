/** One conversation as the element holds it: what it shows, and what can be done to it. */
import type { Client } from '../client'
import type { Feedback, Operation, StructuredAnswer, UserMessage } from '../events'
import { ChatKitError } from '../problems'
import { shapedItem } from '../shape'
import {
  changeItem,
  emptyThread,
  mergeNewest,
  prepend,
  questionBefore,
  reduce,
  truncateAfter,
  withOptimistic,
  withoutOptimistic,
  withThread,
  type Problem,
  type ThreadState,
  type Trouble,
} from '../state'
import { loadOlder, loadThread, type Loaded } from './loading'
import { Recovery } from './recovery'
import { described, EDIT } from './run'
import { Turns, type Held, type TurnHost } from './turns'

export type ChatHost = TurnHost & {
  client: Client
  /** Puts a message that was not taken back into the composer, `instead` of which it was written or as a new one. */
  giveBack: (message: UserMessage, instead: string | null) => void
}

export type LoadState = 'none' | 'loading' | 'failed' | 'missing'

export class Chat {
  thread: ThreadState = emptyThread
  load: LoadState = 'none'
  /** Why it could not be loaded. */
  loadTrouble: Trouble | null = null
  loadingOlder = false
  olderTrouble: Trouble | null = null
  /** Grows with each message that this page sends; the view brings it to the top. */
  sentCount = 0
  readonly turns: Turns
  readonly #recovery: Recovery
  #older: string | null = null
  /** The message whose place the last one was to take. */
  #instead: string | null = null

  constructor(private readonly host: ChatHost) {
    const held: Held = { read: () => this.thread, write: (state) => this.#set(state) }
    this.#recovery = new Recovery({
      ...held,
      client: host.client,
      turns: () => this.turns,
      lay: (loaded) => this.#lay(loaded),
      refresh: () => this.refresh(),
      retryAnswer: (itemId) => this.retryAnswer(itemId),
      named: (threadId) => host.emit('chatkit.thread.change', { threadId }),
    })
    this.turns = new Turns(
      {
        ...host,
        failed: (problem) => this.#recovery.look(problem),
        back: () => {
          if (this.free && host.client.offers('resume')) this.refresh().catch(() => undefined)
        },
      },
      held,
    )
  }

  /** Nothing stands in the way of another message: no turn, no trouble, and no tool that the server waits for. */
  get free(): boolean {
    const { status, problem, entries, optimisticId } = this.thread
    const last = entries.at(-1)
    const held = last?.type === 'client_tool_call' && last.status === 'pending'
    return (
      !this.turns.busy &&
      this.load === 'none' &&
      status.type === 'active' &&
      !held &&
      problem === null &&
      optimisticId === null
    )
  }

  /** Messages can be said in other words here, and now. */
  get editable(): boolean {
    const { streaming } = this.turns
    return this.host.client.offers('edit') && this.thread.status.type === 'active' && !streaming
  }

  /** Sends a message, `instead` of an earlier one and all after that; resolves when the server has it. */
  send(
    input: Operation['params'],
    shown: UserMessage,
    instead: string | null = null,
  ): Promise<void> {
    const { threadId, optimisticId } = this.thread
    // A message before this one that did not arrive must not vanish.
    if (optimisticId !== null) this.#giveBack()
    this.#instead = instead
    this.#set(withOptimistic(this.thread, shown))
    this.sentCount += 1
    if (threadId === null) return this.turns.start({ type: 'threads.create', params: { input } })
    return instead === null
      ? this.turns.startHere('threads.add_user_message', { input })
      : this.turns.startHere(EDIT, { item_id: instead, input })
  }

  /** Asks for another answer to the message before an item; null means the last message. */
  retryAnswer(itemId: string | null): void {
    const question = questionBefore(this.thread, itemId)
    if (question === null || this.turns.streaming || this.thread.threadId === null) return
    this.#set(truncateAfter(this.thread, question.id))
    void this.turns.startHere('threads.retry_after_item', { item_id: question.id })
  }

  /** Does what the button of the error card promises. */
  retryProblem(): void {
    const { problem } = this.thread
    if (problem === null || problem.busy || this.turns.streaming) return
    const { retry } = problem
    if (retry === 'answer' || retry === 'send' || retry === 'repeat')
      return void this.#recovery.goOn(problem)
    this.#set({ ...this.thread, problem: null })
    if (retry === 'resume') this.turns.join()
    else this.#giveBack(problem)
  }

  /** Takes a message that did not arrive back to where it was written. */
  #giveBack(problem: Problem | null = null): void {
    const { optimisticId, entries } = this.thread
    const message = entries.find((entry) => entry.id === optimisticId)
    this.turns.forget()
    this.#set(withoutOptimistic(this.thread))
    if (problem?.retry === 'startOver') void this.open(null)
    // Another page has removed what this was to replace.
    else if (problem?.code === 'missing') this.refresh().catch(() => undefined)
    if (message?.type === 'user_message') this.host.giveBack(message, this.#instead)
  }

  answerInput(
    itemId: string,
    status: 'answered' | 'skipped',
    answers: Record<string, StructuredAnswer>,
  ): void {
    if (!this.turns.streaming)
      void this.turns.startHere('threads.add_structured_input', {
        item_id: itemId,
        input: { status, answers },
      })
  }

  /** Sends an action as a turn; resolves when the server has taken it. */
  async act(
    action: { type: string; payload?: unknown },
    itemId: string | undefined,
  ): Promise<void> {
    await this.turns.idle()
    if (this.thread.threadId === null)
      throw new ChatKitError('A custom action needs an active thread.', 'integration')
    await this.turns.startHere('threads.custom_action', { action, ...itemOf(itemId) })
  }

  /** Sends an action beside whatever streams and shows the item that comes back. */
  async actInPlace(
    action: { type: string; payload?: unknown },
    itemId: string | undefined,
  ): Promise<void> {
    const params = { thread_id: this.thread.threadId, action, ...itemOf(itemId) }
    const answer = await this.host.client.call<{ updated_item?: unknown } | null>({
      type: 'threads.sync_custom_action',
      params,
    })
    const item = shapedItem(answer?.updated_item)
    if (item !== null && item.thread_id === this.thread.threadId)
      this.#set(reduce(this.thread, { type: 'thread.item.replaced', item }))
  }

  /** Shows another thread; null shows an empty one. */
  async open(threadId: string | null): Promise<void> {
    if (threadId === this.thread.threadId && this.load === 'none') return
    if (this.thread.optimisticId !== null && !this.turns.streaming) this.#giveBack()
    this.turns.leave()
    this.#set({ ...emptyThread, threadId })
    this.load = threadId === null ? 'none' : 'loading'
    this.olderTrouble = null
    this.host.changed()
    this.host.emit('chatkit.thread.change', { threadId })
    if (threadId !== null) await this.#loadCurrent(threadId)
  }

  /** Loads the thread that failed to load, once more. */
  async reopen(): Promise<void> {
    const { threadId } = this.thread
    if (threadId === null) return
    this.load = 'loading'
    this.host.changed()
    await this.#loadCurrent(threadId)
  }

  async #loadCurrent(threadId: string): Promise<void> {
    this.host.emit('chatkit.thread.load.start', { threadId })
    try {
      const { thread, items, older } = await loadThread(this.host.client, threadId)
      if (this.thread.threadId !== threadId) return
      this.#older = older
      this.load = 'none'
      this.#set({
        ...mergeNewest(withThread(this.thread, thread), items, true),
        hasOlder: older !== null,
      })
      this.turns.join()
    } catch (error) {
      if (this.thread.threadId !== threadId) return
      this.loadTrouble = described(error)
      this.load = error instanceof ChatKitError && error.status === 404 ? 'missing' : 'failed'
      this.turns.report(error)
      this.host.changed()
    } finally {
      this.host.emit('chatkit.thread.load.end', { threadId })
    }
  }

  async loadOlder(): Promise<void> {
    const { threadId } = this.thread
    if (threadId === null || this.#older === null || this.loadingOlder) return
    this.loadingOlder = true
    this.olderTrouble = null
    this.host.changed()
    try {
      const { items, older } = await loadOlder(this.host.client, threadId, this.#older)
      if (this.thread.threadId !== threadId) return
      this.#older = older
      this.#set({ ...prepend(this.thread, items), hasOlder: older !== null })
    } catch (error) {
      if (this.thread.threadId === threadId) this.olderTrouble = described(error)
      this.turns.report(error)
    } finally {
      this.loadingOlder = false
      this.host.changed()
    }
  }

  /** Lays the server's newest page over what is shown. */
  async refresh(): Promise<void> {
    const { threadId } = this.thread
    if (threadId === null || this.load !== 'none') return
    const loaded = await loadThread(this.host.client, threadId)
    if (this.thread.threadId !== threadId || this.turns.streaming) return
    this.#lay(loaded)
    this.turns.join()
  }

  #lay({ thread, items, older }: Loaded): void {
    const merged = mergeNewest(withThread(this.thread, thread), items, older === null)
    // Where nothing older is left standing, paging goes on from the page that was just read.
    if (older === null || merged.entries[0]?.id === items[0]?.id) this.#older = older
    this.#set({ ...merged, hasOlder: this.#older !== null })
  }

  async rate(itemIds: string[], kind: Feedback): Promise<void> {
    const before = this.thread
    const rated = (feedback: Feedback | null) => (state: ThreadState, id: string) =>
      changeItem(state, id, (item) => ({ ...item, feedback }))
    this.#set(itemIds.reduce(rated(kind), this.thread))
    try {
      await this.host.client.call({
        type: 'items.feedback',
        params: { thread_id: before.threadId, item_ids: itemIds, kind },
      })
    } catch (error) {
      this.#set(itemIds.reduce(rated(null), this.thread))
      this.turns.report(error)
    }
  }

  renamed(threadId: string, title: string): void {
    if (this.thread.threadId === threadId) this.#set({ ...this.thread, title })
  }

  #set(state: ThreadState): void {
    this.thread = state
    this.#recovery.note(state.threadId)
    this.host.changed()
  }
}

function itemOf(itemId: string | undefined): { item_id?: string } {
  return itemId === undefined ? {} : { item_id: itemId }
}
