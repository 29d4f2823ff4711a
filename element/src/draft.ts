/** What a person is about to say: the composer's value, as data. */
import type { UserContent, WireAttachment } from './events'
import type { MessageKey } from './locales'

/** Something to tell the person, in words of the catalogue; `bytes` becomes `{size}`. */
export type Sentence = {
  key: MessageKey
  values?: Record<string, string | number>
  bytes?: number
}

/** A reference inside the text. Its icon is for the eye; the wire knows none. */
export type Tag = Extract<UserContent, { type: 'input_tag' }> & { icon?: string }
export type Piece = { type: 'input_text'; text: string } | Tag

/** A file in the composer, from the moment it was chosen. */
export type DraftFile = {
  /** Names the file here; a server's id comes with the attachment. */
  key: string
  name: string
  mime: string
  image: boolean
  status: 'uploading' | 'failed' | 'ready'
  /** Share that has been sent, 0 to 1; null where the browser cannot tell. */
  progress: number | null
  preview: string | null
  attachment: WireAttachment | null
}

export type Draft = {
  content: readonly Piece[]
  quote: string | null
  files: readonly DraftFile[]
}

export type ComposerState = Draft & {
  toolId: string | null
  modelId: string | null
  /** The message whose place this one takes, once it is sent. */
  instead?: string | null
}

export const emptyDraft: Draft = { content: [], quote: null, files: [] }
export const emptyComposer: ComposerState = { ...emptyDraft, toolId: null, modelId: null }

/** A message that waits until the answer before it is finished. */
export type Waiting = { key: string; state: ComposerState }

/** Where the caret stands in something that may be completed: `@na` or `/ne`. */
export type Trigger = {
  kind: 'tag' | 'command'
  query: string
  /** Positions in the editor's document; the character itself stands at `from`. */
  from: number
  to: number
}

/** What the editor lets others do to it. */
export type Editor = {
  focus(): void
  /** Takes a new value at once: what is typed next must not go into the old one. */
  show(content: readonly Piece[]): void
  /** Writes words where the caret stands, apart from the word before them. */
  say(text: string): void
  /** Writes over a trigger; a space follows, unless the content ends in the trigger's own character. */
  complete(trigger: Trigger, content: readonly Piece[]): void
  /** Where a position stands on the screen; null where that cannot be told. */
  place(position: number): DOMRect | null
}

export function plain(text: string): Piece[] {
  return text === '' ? [] : [{ type: 'input_text', text }]
}

export function textOf(content: readonly Piece[]): string {
  return content.map((piece) => piece.text).join('')
}

/** Joins neighbouring texts, so that the same words are always the same content. */
export function joined(content: readonly Piece[]): Piece[] {
  return content.reduce<Piece[]>((all, piece) => {
    const last = all.at(-1)
    if (piece.type === 'input_text' && last?.type === 'input_text')
      all[all.length - 1] = { ...last, text: last.text + piece.text }
    else if (piece.type === 'input_tag' || piece.text !== '') all.push(piece)
    return all
  }, [])
}

/** What is sent: without space at its ends, and without what only the composer knows. */
export function trimmed(content: readonly Piece[]): UserContent[] {
  const pieces = joined(content)
  return pieces.flatMap((piece, at): UserContent[] => {
    if (piece.type === 'input_tag') {
      const tag = { ...piece }
      delete tag.icon
      return [tag]
    }
    const start = at === 0 ? piece.text.trimStart() : piece.text
    const text = at === pieces.length - 1 ? start.trimEnd() : start
    return text === '' ? [] : [{ type: 'input_text', text }]
  })
}

export function isUploading({ files }: Draft): boolean {
  return files.some(({ status }) => status === 'uploading')
}

/** Nothing to send: no words, no tags, and no file that has arrived. */
export function isBlank({ content, files }: Draft): boolean {
  return trimmed(content).length === 0 && !files.some(({ status }) => status === 'ready')
}
