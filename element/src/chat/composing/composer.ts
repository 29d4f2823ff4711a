/** All that stands behind the composer: its value, and everybody who helps to write it. */
import type { ChatKitOptions, ComposerOption, ModelOption } from '@openai/chatkit'
import { composed, type ComposerParams } from '../../compose'
import type { Client } from '../../client'
import {
  emptyDraft,
  isBlank,
  isUploading,
  joined,
  plain,
  type ComposerState,
  type Draft,
  type DraftFile,
  type Editor,
  type Sentence,
} from '../../draft'
import type { UserMessage } from '../../events'
import { choose } from '../../limits'
import { ChatKitError } from '../../problems'
import type { ThreadState } from '../../state'
import { before, draftOf } from '../giveback'
import type { Emit } from '../turns'
import { CaretMenu, type BuiltIn } from './caret-menu'
import { Dictation } from './dictation'
import { Drafts } from './drafts'
import { Previews } from './previews'
import { Queue } from './queue'
import { Uploads } from './uploads'

export type ComposerHost = {
  client: Client
  options: () => ChatKitOptions
  /** Null while there are no options. */
  settings: () => ComposerOption | null
  emit: Emit
  changed: () => void
  report: (error: unknown) => void
  uuid: () => string
  builtIns: () => readonly BuiltIn[]
  /** Nothing stands in the way of a message now. */
  free: () => boolean
  send: (state: ComposerState) => Promise<void>
}

export class Composer {
  /** The box on the screen, while there is one. */
  editor: Editor | null = null
  /** The message that is being said in other words; meanwhile the thread's own draft waits. */
  editing: string | null = null
  /** What the person has to know about what they just did. */
  notes: readonly Sentence[] = []
  /** The menu of a button that is open. */
  panel: 'add' | 'models' | null = null
  readonly menu: CaretMenu
  readonly previews: Previews
  readonly dictation: Dictation
  readonly queue: Queue
  #threadId: string | null = null
  #toolId: string | null = null
  #modelId: string | null = null
  #drafts = new Drafts((draft) => this.#discard(draft.files))
  #uploads: Uploads

  constructor(private readonly host: ComposerHost) {
    this.#uploads = new Uploads({
      ...host,
      moved: (key, change) => this.#moved(key, change),
      tell: (sentence) => this.tell([...this.notes, sentence]),
    })
    this.menu = new CaretMenu({ ...host, editor: () => this.editor })
    this.previews = new Previews(host)
    this.queue = new Queue(host)
    this.dictation = new Dictation({
      ...host,
      tell: (notes) => this.tell(notes),
      insert: (text) => this.say(text),
    })
  }

  get state(): ComposerState {
    const settings = this.host.settings()
    return {
      ...this.#drafts.current,
      toolId: settings?.tools?.some(({ id }) => id === this.#toolId) ? this.#toolId : null,
      modelId: modelIn(settings?.models ?? [], this.#modelId),
    }
  }

  change(change: Partial<ComposerState>): void {
    const { toolId = this.#toolId, modelId = this.#modelId, ...draft } = change
    this.#drafts.current = { ...this.#drafts.current, ...draft }
    this.editor?.show(this.#drafts.current.content)
    this.#choose(toolId, modelId)
    this.host.changed()
  }

  /**
   * Replaces the whole value.
   * @throws {ChatKitError} Files that cannot be added; nothing is changed then.
   */
  set(params: ComposerParams): void {
    const next = composed(this.state, params)
    const files = params.files ?? []
    const { taken, problems } = choose(files, this.#attachments, next.files.length)
    if (taken.length < files.length) {
      this.tell(problems)
      throw new ChatKitError('Not all of the files can be attached here.', 'integration')
    }
    const { current } = this.#drafts
    // What the page read from here and gives back is the same file, not another one.
    const given = next.files.map((file) => sameFile(current, file) ?? file)
    this.#discard(current.files.filter((file) => !given.includes(file)))
    this.notes = []
    const modelId = params.selectedModelId ?? this.#modelId
    this.change({
      ...next,
      modelId,
      files: [...given, ...taken.map((file) => this.#uploads.add(file))],
    })
  }

  /** Turns to the draft of the thread that is shown now. */
  follow(thread: ThreadState): void {
    const { threadId, entries } = thread
    const last = this.#threadId
    // What is written does not go with a message that another page has removed.
    if (this.editing !== null && !holds(thread, last, this.editing)) this.endEdit(true)
    if (threadId === last) return
    this.#threadId = threadId
    this.notes = []
    // A first message has made the thread: this is still the same conversation.
    const renamed = last === null && threadId !== null && entries.length > 0
    this.queue.turnTo(threadId, renamed)
    if (renamed) return this.#drafts.rename(threadId)
    this.#drafts.turnTo(threadId)
    this.editor?.show(this.#drafts.current.content)
    this.previews.close()
    this.dictation.cancel()
  }

  /** Begins to say a message in other words. */
  edit(message: UserMessage): void {
    this.#beginEdit(message.id)
    this.change(draftOf(message))
  }

  /** Takes a message back that was not taken, with the one in whose place it was to stand. */
  takeBack(message: UserMessage, instead: string | null): void {
    if (instead !== null) this.#beginEdit(instead)
    this.change(before(draftOf(message), this.state))
  }

  #beginEdit(id: string): void {
    this.endEdit(false)
    this.editing = id
    this.#drafts.turnTo(id)
  }

  /** Turns back to the thread's own draft; what was written is kept before it, or given up. */
  endEdit(kept: boolean): void {
    if (this.editing === null) return
    const left = this.#drafts.current
    this.#drafts.current = emptyDraft
    this.editing = null
    this.#drafts.turnTo(this.#threadId)
    if (!kept) this.#discard(left.files)
    this.change(kept ? before(left, this.#drafts.current) : {})
  }

  /** Empties the composer for what comes next and returns what stood in it; null when that cannot be sent. */
  take(): ComposerState | null {
    const { state } = this
    if (isBlank(state) || isUploading(state)) return null
    const sent = state.files.filter(({ status }) => status === 'ready')
    // A file that could not be uploaded stays, to be tried again or removed.
    this.#drafts.current = {
      ...emptyDraft,
      files: state.files.filter((file) => !sent.includes(file)),
    }
    this.editor?.show(this.#drafts.current.content)
    for (const { key } of sent) this.#uploads.release(key)
    this.#afterSend()
    const instead = this.editing
    this.endEdit(true)
    this.tell([])
    return { ...state, files: sent, instead }
  }

  addFiles(files: readonly File[]): void {
    const { current } = this.#drafts
    const { taken, problems } = choose(files, this.#attachments, current.files.length)
    this.notes = problems
    this.change({ files: [...current.files, ...taken.map((file) => this.#uploads.add(file))] })
  }

  retryFile(key: string): void {
    this.tell([])
    this.#uploads.retry(key)
  }

  removeFile(key: string): void {
    this.#uploads.discard(key)
    this.notes = []
    this.change({ files: this.#drafts.current.files.filter((file) => file.key !== key) })
  }

  tell(notes: readonly Sentence[]): void {
    this.notes = notes
    this.host.changed()
  }

  open(panel: Composer['panel']): void {
    this.panel = panel
    this.host.changed()
  }

  /** Brings back what waits; what is being written meanwhile follows it. */
  fetchBack(key: string): void {
    const waiting = this.queue.remove(key)
    if (waiting === null) return
    const { instead = null, ...state } = waiting
    if (instead !== null) this.#beginEdit(instead)
    this.change({ ...state, ...before(state, this.#drafts.current) })
  }

  /** Writes words at the caret, or at the end where there is no box. */
  say(text: string): void {
    if (this.editor !== null) this.editor.say(text)
    else this.change({ content: joined([...this.#drafts.current.content, ...plain(text)]) })
  }

  /** The element leaves the page. */
  rest(): void {
    this.dictation.cancel()
    this.previews.close()
    this.menu.follow(null)
  }

  get #attachments(): ComposerOption['attachments'] {
    return this.host.settings()?.attachments
  }

  #moved(key: string, change: Partial<DraftFile>): void {
    const holds = ({ files }: Draft): boolean => files.some((file) => file.key === key)
    this.#drafts.change(holds, (draft) => ({
      ...draft,
      files: draft.files.map((file) => (file.key === key ? { ...file, ...change } : file)),
    }))
    this.host.changed()
  }

  #discard(files: readonly DraftFile[]): void {
    for (const { key } of files) this.#uploads.discard(key)
  }

  /** A chosen tool stays for the next message only when it is persistent. */
  #afterSend(): void {
    const tool = this.host.settings()?.tools?.find(({ id }) => id === this.#toolId)
    if (tool?.persistent !== true) this.#choose(null, this.#modelId)
  }

  #choose(toolId: string | null, modelId: string | null): void {
    const other = toolId !== this.#toolId
    this.#toolId = toolId
    this.#modelId = modelId
    if (other) this.host.emit('chatkit.tool.change', { toolId })
  }
}

/** What was chosen, if it is still there; else the one that answers where nobody chose. */
function modelIn(models: readonly ModelOption[], chosen: string | null): string | null {
  if (models.some(({ id }) => id === chosen)) return chosen
  const open = models.filter(({ disabled }) => disabled !== true)
  return (open.find((model) => model.default === true) ?? open[0])?.id ?? null
}

function holds(thread: ThreadState, threadId: string | null, itemId: string): boolean {
  return thread.threadId === threadId && thread.entries.some(({ id }) => id === itemId)
}

function sameFile({ files }: Draft, { key }: DraftFile): DraftFile | undefined {
  return files.find(({ attachment }) => attachment?.id === key)
}
