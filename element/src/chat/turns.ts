/** Starts turns, follows them to their end, and stops them. One at a time. */
import type { ChatKitEvents, ChatKitOptions } from '@openai/chatkit'
import type { Client } from '../client'
import type { Operation } from '../events'
import { follow, type Heard } from '../follow'
import { ChatKitError } from '../problems'
import { afterStream, reduce, type Problem, type ThreadState } from '../state'
import { claimOnce } from './once'
import { Pulse } from './pulse'
import { judge, unsent, type Run, type Sent } from './run'
import { Together } from './together'
import { runTool } from './tool'

type Detail<K extends keyof ChatKitEvents> = ChatKitEvents[K]['detail']
export type Emit = <K extends keyof ChatKitEvents>(name: K, detail: Detail<K>) => void

export type TurnHost = {
  client: Client
  options: () => ChatKitOptions
  emit: Emit
  /** The state has changed; draw it. */
  changed: () => void
  uuid: () => string
  /** A turn has ended badly, and the person was told. */
  failed?: (problem: Problem) => Promise<void>
  /** The person looks at the page again. */
  back?: () => void
}

export type Held = { read: () => ThreadState; write: (state: ThreadState) => void }

export class Turns {
  /** Text of the last finished answer, for the live region. */
  finishedAnswer = ''
  #run: Run | null = null
  #unsent: Sent | null = null
  readonly #pulse: Pulse
  #together: Together | null = null
  #more = false

  constructor(
    private readonly host: TurnHost,
    private readonly held: Held,
  ) {
    this.#pulse = new Pulse(() => host.changed())
  }

  get connection(): Pulse['state'] {
    return this.#pulse.state
  }

  get #thread(): ThreadState {
    return this.held.read()
  }

  get streaming(): boolean {
    return this.#run !== null && (this.#run.opened || !this.#run.joined)
  }

  /** A turn is begun, followed or sought. */
  get busy(): boolean {
    return this.#run !== null
  }

  get stopping(): boolean {
    return this.#run?.stopped ?? false
  }

  /** True between a question and the first sign of an answer. */
  get waiting(): boolean {
    if (!this.streaming || this.#thread.progress !== null) return false
    const last = this.#thread.entries.findLast((entry) => entry.type !== 'notice')
    return last === undefined || last.type === 'user_message' || !this.#thread.pending.has(last.id)
  }

  /** Resolves when no turn is followed. */
  async idle(): Promise<void> {
    while (this.#run !== null) await this.#run.done
  }

  stop(): void {
    const run = this.#run
    if (run === null || run.stopped) return
    run.stopped = true
    this.host.changed()
    this.#halt(run)
  }

  /** Stops what has begun; what has not is stopped as soon as it does, and can be named. */
  #halt(run: Run): void {
    if (!run.opened || !run.stopped) return
    if (!this.host.client.offers('stop')) run.abort.abort()
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

  /** Listens to the other pages of this browser. */
  begin(): void {
    this.#together ??= new Together(
      (threadId) => {
        if (threadId !== this.#thread.threadId) return
        this.#more = this.#run !== null
        this.join()
      },
      () => this.host.back?.(),
    )
  }

  /** Joins the turn that runs in this thread, if one does and the server can be asked. */
  join(): void {
    if (this.#run !== null || this.#thread.threadId === null || !this.host.client.offers('resume'))
      return
    const ignore = (): void => undefined
    this.#follow(null, ignore, ignore)
  }

  /** Turns away from the turn that is followed; on a server that cannot resume, it is heard out unseen. */
  leave(): void {
    const run = this.#run
    if (run === null) return
    this.#run = null
    this.#pulse.stop()
    if (this.host.client.offers('resume')) run.abort.abort()
    if (run.opened) this.host.emit('chatkit.response.end', undefined)
  }

  /** Ends everything: the element has left the page. */
  close(): void {
    this.#together?.close()
    this.#together = null
    this.#run?.abort.abort()
    this.leave()
  }

  report(error: unknown): void {
    const known = error instanceof Error ? error : new ChatKitError('Something failed.', 'custom')
    this.host.emit('chatkit.error', { error: known })
  }

  /** Starts a turn in the thread that is shown; resolves when the server has taken it. */
  startHere(type: string, params: Record<string, unknown>): Promise<void> {
    const { threadId } = this.#thread
    if (threadId === null)
      return Promise.reject(new ChatKitError('There is no active thread.', 'integration'))
    return this.start({ type, params: { thread_id: threadId, ...params } })
  }

  start(operation: Operation): Promise<void> {
    return this.#begin({ operation, key: this.host.uuid() })
  }

  /** Sends what did not arrive once more, under the key that it had. */
  sendAgain(): void {
    if (this.#unsent !== null) void this.#begin(this.#unsent)
  }

  /** Lets go of what did not arrive: the person has it back. */
  forget(): void {
    this.#unsent = null
  }

  #begin(sent: Sent): Promise<void> {
    this.held.write({ ...this.#thread, problem: null })
    const accepted = new Promise<void>((resolve, reject) => this.#follow(sent, resolve, reject))
    // Most callers only want it started: the card in the thread tells the person what went wrong.
    accepted.catch(() => undefined)
    return accepted
  }

  #follow(sent: Sent | null, accept: () => void, refuse: (error: unknown) => void): void {
    const run: Run = {
      abort: new AbortController(),
      cursor: { threadId: this.#thread.threadId, after: null, turnId: null },
      sent,
      joined: sent === null,
      opened: false,
      events: 0,
      failed: false,
      acted: false,
      stopped: false,
      done: Promise.resolve(),
    }
    this.#run = run
    this.finishedAnswer = ''
    if (sent !== null) this.#pulse.beat()
    run.done = this.#hear(run, accept).then(accept, refuse)
  }

  async #hear(run: Run, accept: () => void): Promise<void> {
    let problem: unknown = null
    try {
      for await (const event of this.#events(run, accept))
        if (run === this.#run) this.#take(event, run)
    } catch (error) {
      problem = error
    }
    if (run !== this.#run) return
    this.#run = null
    this.#pulse.stop()
    this.#ended(run, problem)
    if (this.#more) {
      this.#more = false
      this.join()
    }
    if (problem !== null && !run.opened) throw problem
  }

  #events(run: Run, accept: () => void): AsyncGenerator<Heard> {
    return follow({
      client: this.host.client,
      start: run.sent?.operation ?? null,
      cursor: run.cursor,
      signal: run.abort.signal,
      ...(run.sent === null ? {} : { idempotencyKey: run.sent.key }),
      onOpen: () => {
        this.#opened(run)
        accept()
      },
      onBytes: () => void (run === this.#run && this.#pulse.beat()),
      onLost: () => void (run === this.#run && this.#pulse.lose()),
      onLog: (name, data) =>
        this.host.emit('chatkit.log', data === undefined ? { name } : { name, data }),
    })
  }

  #opened(run: Run): void {
    run.opened = true
    if (run !== this.#run) return
    const { threadId } = run.cursor
    if (run.sent !== null && threadId !== null) this.#together?.tell(threadId)
    this.host.emit('chatkit.response.start', undefined)
    this.host.changed()
    this.#halt(run)
  }

  #take(event: Heard, run: Run): void {
    run.events += 1
    if (event.type === 'unknown') return this.#skip(event.name)
    const before = this.#thread.threadId
    this.held.write(reduce(this.#thread, event))
    if (event.type === 'client_effect') {
      run.acted = true
      const { name, data } = event
      this.host.emit('chatkit.effect', data === undefined ? { name } : { name, data })
    } else if (event.type === 'error') {
      run.failed = true
      const code = event.code === 'stream.error' ? 'stream.error' : 'custom'
      this.report(new ChatKitError('The assistant could not answer.', code))
    } else if (event.type === 'thread.created' && event.thread.id !== before) {
      this.host.emit('chatkit.thread.change', { threadId: event.thread.id })
      this.#halt(run)
    }
  }

  /** A newer server may say what this element does not know; the name of it says nothing about anybody. */
  #skip(type: string): void {
    this.host.emit('chatkit.log', { name: 'event.unknown', data: { type: type.slice(0, 80) } })
  }

  #ended(run: Run, error: unknown): void {
    const resumable = this.host.client.offers('resume')
    const { problem, error: told } = judge(run, error, this.#thread, resumable)
    if (told !== null) this.report(told)
    this.#unsent = unsent(run, problem, this.#thread)
    this.held.write({ ...afterStream(this.#thread), problem })
    if (told !== null && problem !== null) void this.host.failed?.(problem)
    this.#close(run, run.opened && error === null && problem === null)
  }

  #close(run: Run, well: boolean): void {
    if (well) this.finishedAnswer = lastAnswer(this.#thread)
    if (run.opened) this.host.emit('chatkit.response.end', undefined)
    if (well && !run.stopped) void this.#runClientTool()
  }

  /** Runs the client tool that the turn ended on, and hands its result back. */
  async #runClientTool(): Promise<void> {
    const call = this.#thread.entries.findLast((entry) => entry.type !== 'notice')
    if (call?.type !== 'client_tool_call' || call.status !== 'pending') return
    if (!(await claimOnce(call.id))) return
    const result = await runTool(call, this.host.options().onClientTool, (problem) =>
      this.report(problem),
    )
    await this.idle()
    if (this.#thread.threadId === call.thread_id)
      void this.startHere('threads.add_client_tool_output', { result })
  }
}

function lastAnswer(state: ThreadState): string {
  const last = state.entries.findLast((entry) => entry.type === 'assistant_message')
  return last?.type === 'assistant_message' ? last.content.map((part) => part.text).join('\n') : ''
}
