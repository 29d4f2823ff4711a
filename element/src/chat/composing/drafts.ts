/** One draft for each thread, kept while the page is open. */
import { emptyDraft, type Draft } from '../../draft'

/** Threads whose drafts are remembered; the one left longest ago is forgotten first. */
const REMEMBERED = 100

export class Drafts {
  #at: string | null = null
  #all = new Map<string | null, Draft>()

  /** @param forgotten - Hears of a draft that is not kept any more. */
  constructor(private readonly forgotten: (draft: Draft) => void = () => undefined) {}

  get current(): Draft {
    return this.#all.get(this.#at) ?? emptyDraft
  }

  set current(draft: Draft) {
    this.#keep(this.#at, draft)
  }

  turnTo(threadId: string | null): void {
    this.#at = threadId
  }

  /** The new thread got its name: what is being written goes on in it. */
  rename(threadId: string): void {
    const draft = this.current
    this.#all.delete(this.#at)
    this.#at = threadId
    this.#keep(threadId, draft)
  }

  /** Changes a draft wherever it is; one that is gone stays gone. */
  change(holds: (draft: Draft) => boolean, change: (draft: Draft) => Draft): void {
    for (const [at, draft] of this.#all) if (holds(draft)) this.#all.set(at, change(draft))
  }

  find<T>(look: (draft: Draft) => T | undefined): T | undefined {
    for (const draft of this.#all.values()) {
      const found = look(draft)
      if (found !== undefined) return found
    }
    return undefined
  }

  #keep(at: string | null, draft: Draft): void {
    this.#all.delete(at)
    if (draft === emptyDraft) return
    this.#all.set(at, draft)
    const oldest = this.#all.keys().next().value as string | null
    if (this.#all.size <= REMEMBERED || oldest === at) return
    const gone = this.#all.get(oldest)
    this.#all.delete(oldest)
    if (gone !== undefined) this.forgotten(gone)
  }
}
