/** When nobody knows how much of a turn arrived, it is looked for: nothing is sent twice, and nothing is lost. */
import type { Client } from '../client'
import type { ThreadItem, UserMessage } from '../events'
import { ChatKitError } from '../problems'
import { shapedPage, shapedThread } from '../shape'
import { reduce, withoutOptimistic, type Entry, type Problem } from '../state'
import { loadThread, type Loaded } from './loading'
import type { Held, Turns } from './turns'

export type RecoveryHost = Held & {
  client: Client
  turns: () => Turns
  /** Lays a page of the server's over what is shown. */
  lay: (loaded: Loaded) => void
  refresh: () => Promise<void>
  retryAnswer: (itemId: string | null) => void
  /** The conversation that is shown has a name now. */
  named: (threadId: string) => void
}

/** Ends that leave open what the server has. */
const OPEN: ReadonlySet<string> = new Set([
  'network',
  'timeout',
  'incomplete',
  'protocol',
  'server',
])

export class Recovery {
  #seen = new Set<string>()

  constructor(private readonly host: RecoveryHost) {}

  /** A conversation that was shown here once cannot be the one that a lost first message has made. */
  note(threadId: string | null): void {
    if (threadId !== null) this.#seen.add(threadId)
  }

  /** Shows what the server has of a turn that has just ended badly. Asks once: the person can ask again. */
  async look(problem: Problem): Promise<void> {
    if (!OPEN.has(problem.code)) return
    if (!this.host.client.offers('resume')) return this.#gather(problem)
    if (problem.code === 'incomplete') await this.#settle()
  }

  /** Asks for an answer to what the server has, and sends what it has not. */
  async goOn(problem: Problem): Promise<void> {
    const { host } = this
    if (host.read().optimisticId === null)
      return problem.retry === 'answer' ? host.retryAnswer(null) : host.turns().sendAgain()
    // What was refused has not arrived.
    if (!OPEN.has(problem.code)) return host.turns().sendAgain()
    host.write({ ...host.read(), problem: { ...problem, busy: true } })
    try {
      const found = await this.#find()
      if (found === null) return host.turns().sendAgain()
      this.#take(found, problem)
    } catch (error) {
      host.turns().report(error)
      host.write({ ...host.read(), problem })
    }
  }

  #take(found: Loaded, problem: Problem): void {
    const { host } = this
    const isNew = host.read().threadId === null
    host.turns().forget()
    host.write(withoutOptimistic(host.read()))
    host.lay(found)
    if (isNew) host.named(found.thread.id)
    const last = host.read().entries.findLast((entry) => entry.type !== 'notice')
    if (last?.type === 'user_message') host.retryAnswer(last.id)
    // Nobody knows whether what is there of an answer is all of it.
    else host.write({ ...host.read(), problem: { ...problem, retry: 'answer' } })
  }

  /** The server's conversation with the message that waits here; a server that knows keys needs no look. */
  async #find(): Promise<Loaded | null> {
    const { client, read } = this.host
    if (client.offers('idempotency')) return null
    const { threadId } = read()
    const id = threadId ?? (await this.#newest())
    if (id === null) return null
    const loaded = await loadThread(client, id)
    const arrived = loaded.items.some((item) => this.#isOurs(item))
    return arrived && read().threadId === threadId ? loaded : null
  }

  /** Where a first message has arrived, it is the beginning of the newest conversation. */
  async #newest(): Promise<string | null> {
    const asked = { type: 'threads.list', params: { limit: 1, order: 'desc' } }
    const page = await this.host.client.call(asked).catch((error: unknown) => {
      if (error instanceof ChatKitError && error.passing) throw error
      return null
    })
    const id = shapedPage(page, shapedThread).data[0]?.id
    return id === undefined || this.#seen.has(id) ? null : id
  }

  #isOurs(item: ThreadItem): boolean {
    const { entries, optimisticId } = this.host.read()
    const sent = entries.find(({ id }) => id === optimisticId)
    if (!isMessage(item) || sent === undefined || !isMessage(sent)) return false
    return words(item) === words(sent) && entries.every(({ id }) => id !== item.id)
  }

  /** What came stays, what is kept is added: a server that was left may have kept more, or less. */
  async #gather(problem: Problem): Promise<void> {
    const { client, read, write, turns } = this.host
    const { threadId } = read()
    if (threadId === null) return
    const loaded = await loadThread(client, threadId).catch(() => null)
    const thread = read()
    if (loaded === null || thread.problem !== problem) return
    const known = new Set(thread.entries.map(({ id }) => id))
    const kept = loaded.items.filter(
      (item) => !isMessage(item) || known.has(item.id) || this.#isOurs(item),
    )
    const next = kept.reduce(
      (state, item) => reduce(state, { type: 'thread.item.done', item }),
      thread,
    )
    const isDone = problem.retry === 'repeat' && kept.some(({ id }) => !known.has(id))
    if (!isDone && next.optimisticId === thread.optimisticId) return write(next)
    turns().forget()
    write({ ...next, problem: isDone ? null : { ...problem, retry: 'answer' } })
  }

  /** A turn that is over for the server may have been finished there: what it keeps is what counts. */
  async #settle(): Promise<void> {
    const { read, write, turns, refresh } = this.host
    const seen = await refresh().then(
      () => true,
      () => false,
    )
    const thread = read()
    if (!seen || turns().streaming || thread.problem?.code !== 'incomplete') return
    const answered = thread.entries.findLast((entry) => entry.type !== 'notice')
    if (answered?.type !== 'user_message') write({ ...thread, problem: null })
  }
}

function isMessage(entry: Entry): entry is UserMessage {
  return entry.type === 'user_message'
}

function words({ content }: UserMessage): string {
  return content.map(({ text }) => text).join('')
}
