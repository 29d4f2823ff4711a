/** Holds the words of one element: the right language, fetched when it is wanted, kept while it is. */
import { catalogueFor } from './codes'
import { onWords, wordsFor, wordsReady, type Words } from '.'

/** How long the first drawing waits for its language, so that no English flashes up. */
const FIRST_WAIT_MS = 600

export class WordsKeeper {
  #words: Words = wordsFor('en')
  #of = ''
  #waited = false
  #stop: (() => void) | null = null

  constructor(private readonly changed: () => void) {}

  /** Keeps drawing anew when words arrive; until `rest` is called. */
  watch(): void {
    this.#stop ??= onWords(() => {
      this.#of = ''
      this.changed()
    })
  }

  rest(): void {
    this.#stop?.()
    this.#stop = null
  }

  /** False as long as the first drawing should wait for its language. */
  ready(locale: string): boolean {
    return this.#waited || catalogueFor(locale) === 'en'
  }

  /** Resolves when `ready` is true, and stays true; soon, also where the words cannot be had. */
  async settled(locale: string): Promise<void> {
    if (this.ready(locale)) {
      this.#waited = true
      return
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FIRST_WAIT_MS)
    })
    await Promise.race([wordsReady(locale), enough])
    clearTimeout(timer)
    this.#waited = true
    this.changed()
  }

  /** The same object as long as nothing has changed, for views that compare. */
  get(locale: string): Words {
    if (this.#of === locale) return this.#words
    const next = wordsFor(locale)
    const same = next.lang === this.#words.lang && next.locale === this.#words.locale
    if (!same) this.#words = next
    this.#of = locale
    return this.#words
  }
}
