/** The composer's value: a draft for each thread, and what is chosen for the next message. */
import type { ChatKitOptions } from '@openai/chatkit'
import {
  emptyDraft,
  isBlank,
  isUploading,
  plain,
  type ComposerState,
  type Editor,
  type Piece,
} from '../../draft'
import type { ThreadState } from '../../state'
import type { Emit } from '../turns'
import { Drafts } from './drafts'

export type ComposerHost = {
  options: () => ChatKitOptions
  emit: Emit
  changed: () => void
}

export class Composer {
  /** The box on the screen, while there is one. */
  editor: Editor | null = null
  #drafts = new Drafts()
  #threadId: string | null = null
  #toolId: string | null = null
  #modelId: string | null = null

  constructor(private readonly host: ComposerHost) {}

  get state(): ComposerState {
    return { ...this.#drafts.current, toolId: this.#toolId, modelId: this.#modelId }
  }

  change(change: Partial<ComposerState>): void {
    const { toolId = this.#toolId, modelId = this.#modelId, ...draft } = change
    this.#drafts.current = { ...this.#drafts.current, ...draft }
    this.#choose(toolId, modelId)
    this.host.changed()
  }

  /** Turns to the draft of the thread that is shown now. */
  follow({ threadId, entries }: ThreadState): void {
    const before = this.#threadId
    if (threadId === before) return
    this.#threadId = threadId
    // A first message has made the thread: this is still the same conversation.
    if (before === null && threadId !== null && entries.length > 0) this.#drafts.rename(threadId)
    else this.#drafts.turnTo(threadId)
  }

  /** Empties the composer for what comes next and returns what stood in it; null when that cannot be sent. */
  take(): ComposerState | null {
    const { state } = this
    if (isBlank(state) || isUploading(state)) return null
    this.#drafts.current = emptyDraft
    this.#afterSend()
    this.host.changed()
    return state
  }

  /** Writes at the caret, or at the end where there is no box. */
  insert(content: readonly Piece[]): void {
    if (this.editor !== null) this.editor.insert(content)
    else this.change({ content: [...this.#drafts.current.content, ...content] })
  }

  insertText(text: string): void {
    this.insert(plain(text))
  }

  /** A chosen tool stays for the next message only when it is persistent. */
  #afterSend(): void {
    const tool = this.host.options().composer?.tools?.find(({ id }) => id === this.#toolId)
    if (tool?.persistent !== true) this.#choose(null, this.#modelId)
  }

  #choose(toolId: string | null, modelId: string | null): void {
    const other = toolId !== this.#toolId
    this.#toolId = toolId
    this.#modelId = modelId
    if (other) this.host.emit('chatkit.tool.change', { toolId })
  }
}
