/** What the views are given: everything to show, and everything a person may do. */
import type { Entity } from '@openai/chatkit'
import type { ComposerState, Editor, Sentence, Trigger, Waiting } from '../draft'
import type { EntityEvents } from './entity'
import type {
  Feedback,
  StructuredAnswer,
  Thread,
  UserContent,
  UserMessage,
  WidgetItem,
  WidgetRoot,
} from '../events'
import type { Translate } from '../locales'
import type { CaretMenu } from '../menu'
import type { OpenChatKitOptions } from '../public'
import type { ThreadState, Trouble } from '../state'

export type ComposerView = ComposerState & {
  /** The message that is being said in other words. */
  editing: string | null
  editor: Editor | null
  notes: readonly Sentence[]
  menu: CaretMenu | null
  /** The menu of a button that is open. */
  panel: 'add' | 'models' | null
  waiting: readonly Waiting[]
  dictation: {
    status: 'idle' | 'asking' | 'recording' | 'writing'
    /** When the recording began, on the clock of `performance.now()`. */
    startedAt: number
    level(): number
  }
  preview: { entity: Entity; beside: HTMLElement; widget: WidgetRoot } | null
}

/** What the controls in and around the box do. */
export type WritingActions = {
  /** Takes the box on the screen; null when it is gone. */
  hold(editor: Editor | null): void
  triggered(trigger: Trigger | null): void
  moveInMenu(steps: number): void
  activate(option: number): void
  choose(option?: number): void
  backInMenu(): void
  closeMenu(): void
  open(panel: ComposerView['panel']): void
  /** @param back - The focus goes back to the button that opened it. */
  close(panel: ComposerView['panel'], back: boolean): void
  /** Writes the sign that opens a menu. */
  type(sign: '@' | '/'): void
  askForFiles(): void
  addFiles(files: readonly File[]): void
  retryFile(key: string): void
  removeFile(key: string): void
  dismissNotes(): void
  dictate(act: 'start' | 'finish' | 'cancel'): void
  sendWaiting(key: string): void
  editWaiting(key: string): void
  dropWaiting(key: string): void
  /** Begins to say a message in other words; null leaves it as it was. */
  edit(message: UserMessage | null): void
  keepPreview(): void
  closePreview(): void
}

export type HistoryView = {
  shown: boolean
  threads: readonly Thread[]
  status: 'ready' | 'loading' | 'failed'
  trouble: Trouble | null
  stale: boolean
  hasMore: boolean
  query: string
  searchable: boolean
  editing: { id: string; mode: 'rename' | 'delete' } | null
  /** The thread that could not be renamed or deleted just now. */
  failed: string | null
}

export type WidgetAction = {
  type: string
  payload?: unknown
  handler?: 'server' | 'client'
  loadingBehavior?: 'auto' | 'none' | 'self' | 'container'
  streaming?: boolean
}

export type Actions = EntityEvents & {
  newChat(): void
  toggleHistory(): void
  openThread(id: string): void
  searchHistory(query: string): void
  moreHistory(): void
  reloadHistory(): void
  editThread(editing: HistoryView['editing']): void
  renameThread(id: string, title: string): void
  removeThread(id: string): void
  prompt(prompt: string | UserContent[]): void
  compose(change: Partial<ComposerState>): void
  writing: WritingActions
  send(): void
  stop(): void
  retryAnswer(itemId: string): void
  retryProblem(): void
  retryLoad(): void
  loadOlder(): void
  rate(itemIds: string[], kind: Feedback): void
  copy(text: string): Promise<boolean>
  answer(
    itemId: string,
    status: 'answered' | 'skipped',
    answers: Record<string, StructuredAnswer>,
  ): void
  /** Resolves when the action has been taken: its answer may still be coming. */
  widgetAction(action: WidgetAction, item: WidgetItem): Promise<void>
  /** Resolves when no answer is coming, so that the spinner of an action can go. */
  answerOver(): Promise<void>
  widgetProblem(message: string): void
  deeplink(url: string): void
  jumpToLatest(): void
}

export type View = {
  options: OpenChatKitOptions
  t: Translate
  /** The language of our own words. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** For `Intl`: dates, numbers, lists. */
  locale: string
  /** Level of the header's title among the page's headings; what stands below it is one deeper. */
  headingLevel: number
  /** A single line end in Markdown is shown as one. */
  breaks: boolean
  thread: ThreadState
  streaming: boolean
  stopping: boolean
  waiting: boolean
  /** A message can be said in other words now. */
  editable: boolean
  /** Of the turn that is followed: lost means that it is sought again, silent that nothing has come for long. */
  connection: 'live' | 'lost' | 'silent'
  load: 'none' | 'loading' | 'failed' | 'missing'
  loadTrouble: Trouble | null
  loadingOlder: boolean
  olderTrouble: Trouble | null
  awayFromEnd: boolean
  /** Something came below while the reader was elsewhere. */
  newBelow: boolean
  announcement: string
  composer: ComposerView
  history: HistoryView
  do: Actions
}
