/** One conversation as the element holds it: what it shows, what it asks, what it follows. */
import type { ChatKitEvents, ChatKitOptions } from '@openai/chatkit'
import type { Client } from '../client'
import { isAbort } from '../client'
import type { ClientToolCall, Feedback, Operation, StructuredAnswer, ThreadEvent, ThreadItem, UserMessage } from '../events'
import { follow, type Cursor } from '../follow'
import { ChatKitError } from '../problems'
import {
  afterStream,
  changeItem,
  emptyThread,
  mergeNewest,
  prepend,
  questionBefore,
  reduce,
  truncateAfter,
  withOptimistic,
  withThread,
  type Problem,
  type ThreadState,
} from '../state'
import { loadOlder, loadThread } from './loading'
import { claimOnce } from './once'

type Detail<K extends keyof ChatKitEvents> = ChatKitEvents[K]['detail']
export type Emit = <K extends keyof ChatKitEvents>(name: K, detail: Detail<K>) => void

export type ChatHost = {
  client: Client
  options: () => ChatKitOptions
  emit: Emit
  /** The state has changed; draw it. */
  changed: () => void
  uuid: () => string
}

type Sent = { operation: Operation; key: string }

/** One turn that is followed. */
type Run = {
  abort: AbortController
  cursor: Cursor
  opened: boolean
  events: number
  failed: boolean
  stopped: boolean
  joined: boolean
  sent: Sent | null
  accepted: Promise<void>
  done: Promise<void>
}

export type LoadState = 'none' | 'loading' | 'failed' | 'missing'

export class Chat {
  thread: ThreadState = emptyThread
  load: LoadState = 'none'
  loadingOlder = false
  /** Grows with each message that this page sends; the view brings it to the top. */
  sentCount = 0
  /** Plain text of the last finished answer, for the live region. */
  finishedAnswer = ''
  #run: Run | null = null
  #older: string | null = null

  constructor(private readonly host: ChatHost) {}

  get streaming(): boolean {
    return this.#run !== null && (this.#run.opened || !this.#run.joined)
  }

  get stopping(): boolean {
    return this.#run?.stopped ?? false
  }

  /** True between a question and the first sign of an answer. */
  get waiting(): boolean {
    if (!this.streaming || this.thread.progress !== null) return false
    const last = this.thread.entries.findLast((entry) => entry.type !== 'notice')
    return last === undefined || last.type === 'user_message' || !this.thread.pending.has(last.id)
  }

  /** Resolves when no turn is followed. */
  async idle(): Promise<void> {
    while (this.#run !== null) await this.#run.done
  }

  /** Sends a message and resolves when the server has it. */
  send(input: Operation['params'], shown: UserMessage): Promise<void> {
    const { threadId } = this.thread
    this.#set(withOptimistic(this.thread, shown))
    this.sentCount += 1
    const operation =
      threadId === null
        ? { type: 'threads.create', params: { input } }
        : { type: 'threads.add_user_message', params: { thread_id: threadId, input } }
    return this.#start({ operation, key: this.host.uuid() }).accepted
  }

  /** Asks for another answer to the message before an item; null means the last message. */
  retryAnswer(itemId: string | null): void {
    const question = questionBefore(this.thread, itemId)
    if (question === null || this.streaming || this.thread.threadId === null) return
    this.#set(truncateAfter(this.thread, question.id))
    this.#startIn('threads.retry_after_item', { item_id: question.id })
  }

  /** Does what the button of the error card promises. */
  retryProblem(): void {
    const { problem } = this.thread
    if (problem === null || this.streaming) return
    if (problem.retry === 'answer') return this.retryAnswer(null)
    this.#set({ ...this.thread, problem: null })
    if (problem.retry === 'send' && this.#unsent !== null) this.#start(this.#unsent)
    else this.join()
  }
  #unsent: Sent | null = null

  answerInput(itemId: string, status: 'answered' | 'skipped', answers: Record<string, StructuredAnswer>): void {
    if (!this.streaming) this.#startIn('threads.add_structured_input', { item_id: itemId, input: { status, answers } })
  }

  /** Sends an action as a turn; resolves when the server has taken it. */
  async act(action: { type: string; payload?: unknown }, itemId: string | undefined): Promise<void> {
    await this.idle()
    if (this.thread.threadId === null)
      throw new ChatKitError('A custom action needs an active thread.', 'integration')
    await this.#startIn('threads.custom_action', { action, ...itemOf(itemId) })?.accepted
  }

  /** Sends an action beside whatever streams and shows the item that comes back. */
  async actInPlace(action: { type: string; payload?: unknown }, itemId: string | undefined): Promise<void> {
    const params = { thread_id: this.thread.threadId, action, ...itemOf(itemId) }
    const answer = await this.host.client.call<{ updated_item?: ThreadItem }>({
      type: 'threads.sync_custom_action',
      params,
    })
    const item = answer.updated_item
    if (item !== undefined && item !== null) this.#set(reduce(this.thread, { type: 'thread.item.replaced', item }))
  }

  stop(): void {
    const run = this.#run
    if (run === null || run.stopped) return
    run.stopped = true
    this.host.changed()
    if (!this.host.client.offers('stop') && run.opened) run.abort.abort()
    else if (run.cursor.threadId !== null) void this.#askToStop(run)
  }

  async #askToStop(run: Run): Promise<void> {
    const { threadId, turnId } = run.cursor
    const params = { thread_id: threadId, ...(turnId === null ? {} : { turn_id: turnId }) }
    try {
      await this.host.client.call({ type: 'threads.stop', params })
    } catch (error) {
      run.stopped = false
      this.report(error)
      this.host.changed()
    }
  }

  /** Shows another thread; null shows an empty one. */
  async open(threadId: string | null): Promise<void> {
    if (threadId === this.thread.threadId && this.load === 'none') return
    this.leave()
    this.#set({ ...emptyThread, threadId })
    this.load = threadId === null ? 'none' : 'loading'
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
      this.#set({ ...mergeNewest(withThread(this.thread, thread), items, true), hasOlder: older !== null })
      this.join()
    } catch (error) {
      if (this.thread.threadId !== threadId) return
      this.load = error instanceof ChatKitError && error.status === 404 ? 'missing' : 'failed'
      this.report(error)
      this.host.changed()
    } finally {
      this.host.emit('chatkit.thread.load.end', { threadId })
    }
  }

  async loadOlder(): Promise<void> {
    const { threadId } = this.thread
    if (threadId === null || this.#older === null || this.loadingOlder) return
    this.loadingOlder = true
    this.host.changed()
    try {
      const { items, older } = await loadOlder(this.host.client, threadId, this.#older)
      if (this.thread.threadId !== threadId) return
      this.#older = older
      this.#set({ ...prepend(this.thread, items), hasOlder: older !== null })
    } catch (error) {
      this.report(error)
    } finally {
      this.loadingOlder = false
      this.host.changed()
    }
  }

  /** Lays the server's newest page over what is shown. */
  async refresh(): Promise<void> {
    const { threadId } = this.thread
    if (threadId === null || this.load !== 'none') return
    const { thread, items, older } = await loadThread(this.host.client, threadId)
    if (this.thread.threadId !== threadId) return
    const merged = mergeNewest(withThread(this.thread, thread), items, older === null)
    const cut = older !== null && merged.entries[0]?.id === items[0]?.id
    if (cut) this.#older = older
    this.#set({ ...merged, hasOlder: cut || (older !== null && this.#older !== null) })
    this.join()
  }

  /** Joins the turn that runs in this thread, if one does and the server can be asked. */
  join(): void {
    if (this.#run !== null || this.thread.threadId === null || !this.host.client.offers('resume')) return
    this.#follow(null, true)
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
      this.report(error)
    }
  }

  renamed(threadId: string, title: string): void {
    if (this.thread.threadId === threadId) this.#set({ ...this.thread, title })
  }

  /** Turns away from the turn that is followed; on a server that cannot resume, it is heard out unseen. */
  leave(): void {
    const run = this.#run
    if (run === null) return
    this.#run = null
    if (this.host.client.offers('resume')) run.abort.abort()
    if (run.opened) this.host.emit('chatkit.response.end', undefined)
  }

  /** Ends everything: the element has left the page. */
  close(): void {
    this.#run?.abort.abort()
    this.leave()
  }

  report(error: unknown): void {
    const known = error instanceof Error ? error : new ChatKitError('Something failed.', 'custom')
    this.host.emit('chatkit.error', { error: known })
  }

  #set(state: ThreadState): void {
    this.thread = state
    this.host.changed()
  }

  #startIn(type: string, params: Record<string, unknown>): Run | null {
    const { threadId } = this.thread
    if (threadId === null) return null
    return this.#start({ operation: { type, params: { thread_id: threadId, ...params } }, key: this.host.uuid() })
  }

  #start(sent: Sent): Run {
    this.#set({ ...this.thread, problem: null })
    return this.#follow(sent, false)
  }

  #follow(sent: Sent | null, joined: boolean): Run {
    const cursor: Cursor = { threadId: this.thread.threadId, after: null, turnId: null }
    let accept: () => void = () => undefined
    let refuse: (error: unknown) => void = () => undefined
    const accepted = new Promise<void>((resolve, reject) => ((accept = resolve), (refuse = reject)))
    accepted.catch(() => undefined)
    const run: Run = {
      abort: new AbortController(), cursor, sent, joined, accepted,
      opened: false, events: 0, failed: false, stopped: false, done: Promise.resolve(),
    }
    this.#run = run
    run.done = this.#hear(run, accept).then(accept, refuse)
    return run
  }

  async #hear(run: Run, accept: () => void): Promise<void> {
    let problem: unknown = null
    try {
      const events = follow({
        client: this.host.client,
        start: run.sent?.operation ?? null,
        cursor: run.cursor,
        signal: run.abort.signal,
        ...(run.sent === null ? {} : { idempotencyKey: run.sent.key }),
        onOpen: () => {
          this.#opened(run)
          accept()
        },
        onLog: (name, data) => this.host.emit('chatkit.log', data === undefined ? { name } : { name, data }),
      })
      for await (const event of events) if (run === this.#run) this.#take(event, run)
    } catch (error) {
      problem = error
    }
    if (run !== this.#run) return
    this.#run = null
    this.#ended(run, problem)
    if (problem !== null && !run.opened) throw problem
  }

  #opened(run: Run): void {
    run.opened = true
    if (run !== this.#run) return
    this.host.emit('chatkit.response.start', undefined)
    this.host.changed()
    if (run.stopped && !this.host.client.offers('stop')) run.abort.abort()
  }

  #take(event: ThreadEvent, run: Run): void {
    run.events += 1
    if (event.type === 'client_effect') {
      const { name, data } = event
      this.host.emit('chatkit.effect', data === undefined ? { name } : { name, data })
    } else if (event.type === 'error') {
      run.failed = true
      this.report(new ChatKitError('The assistant could not answer.', event.code === 'stream.error' ? 'stream.error' : 'custom'))
    } else if (event.type === 'thread.created') {
      this.host.emit('chatkit.thread.change', { threadId: event.thread.id })
      if (run.stopped && this.host.client.offers('stop')) queueMicrotask(() => void this.#askToStop(run))
    }
    this.#set(reduce(this.thread, event))
  }

  #ended(run: Run, error: unknown): void {
    const problem = this.#judge(run, error)
    this.#unsent = problem?.retry === 'send' ? run.sent : null
    const state = afterStream(this.thread)
    this.finishedAnswer = run.opened && problem === null ? lastAnswer(state) : ''
    this.#set(problem === null ? state : { ...state, problem })
    if (run.opened) this.host.emit('chatkit.response.end', undefined)
    if (problem === null && error === null && !run.stopped && !run.failed) void this.#runClientTool()
  }

  /** Decides what to tell the person about the way a turn ended. */
  #judge(run: Run, error: unknown): Problem | null {
    if (run.stopped && (error === null || isAbort(error))) return this.thread.problem
    if (error !== null) {
      if (isAbort(error)) return null
      this.report(error)
      return { ...described(error), retry: this.#wayOut(run, error) }
    }
    const unfinished = this.thread.pending.size > 0 || (run.events === 0 && !run.joined)
    if (run.failed || !unfinished) return this.thread.problem
    this.report(new ChatKitError('The answer ended too early.', 'incomplete'))
    return { code: 'incomplete', message: null, retry: 'answer' }
  }

  #wayOut(run: Run, error: unknown): Problem['retry'] {
    if (!run.opened) return run.sent === null ? 'resume' : 'send'
    const lost = error instanceof ChatKitError && error.code === 'network'
    return lost && this.host.client.offers('resume') ? 'resume' : 'answer'
  }

  /** Runs the client tool that the turn ended on, and hands its result back. */
  async #runClientTool(): Promise<void> {
    const call = this.thread.entries.findLast((entry) => entry.type !== 'notice')
    if (call?.type !== 'client_tool_call' || call.status !== 'pending') return
    if (!(await claimOnce(call.id))) return
    const result = await this.#toolResult(call)
    await this.idle()
    if (this.thread.threadId === call.thread_id) this.#startIn('threads.add_client_tool_output', { result })
  }

  async #toolResult(call: ClientToolCall): Promise<unknown> {
    const handler = this.host.options().onClientTool
    if (handler === undefined) {
      this.report(new ChatKitError(`There is no onClientTool handler for ${call.name}.`, 'integration'))
      return { error: 'This client tool is not available.' }
    }
    try {
      return await handler({ name: call.name, params: call.arguments })
    } catch (error) {
      return { error: error instanceof Error ? error.message : 'The client tool failed.' }
    }
  }
}

function itemOf(itemId: string | undefined): { item_id?: string } {
  return itemId === undefined ? {} : { item_id: itemId }
}

function described(error: unknown): { code: string; message: string | null } {
  if (!(error instanceof ChatKitError)) return { code: 'custom', message: null }
  return { code: error.code, message: error.details.shown ?? null }
}

function lastAnswer(state: ThreadState): string {
  const last = state.entries.findLast((entry) => entry.type === 'assistant_message')
  return last?.type === 'assistant_message' ? last.content.map((part) => part.text).join('\n') : ''
}
