import { hasCoarsePointer } from './platform'

/** Where the keyboard goes after the next drawing, and now. */
export class FocusKeeper {
  /** The `data-focus` of what gets the focus once it is drawn. */
  next: string | null = null
  readonly #root: () => ShadowRoot | null
  readonly #editor: () => { focus(): void } | null

  constructor(root: () => ShadowRoot | null, editor: () => { focus(): void } | null) {
    this.#root = root
    this.#editor = editor
  }

  move(): void {
    const { next } = this
    this.next = null
    // A finger on a button did not ask for the keyboard on the screen.
    if (next !== null && !(next === 'composer' && hasCoarsePointer())) this.now(next)
  }

  now(name: string): void {
    const editor = this.#editor()
    if (name === 'composer' && editor !== null) return editor.focus()
    this.#root()?.querySelector<HTMLElement>(`[data-focus="${name}"]`)?.focus()
  }
}
