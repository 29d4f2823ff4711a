/** What is pasted or dropped is plain text or a file; only tags that this page copied come back as tags. */
import { closeHistory } from 'prosemirror-history'
import { Slice } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { textOf, type Piece } from '../../draft'
import { uuid } from '../../platform'
import { contentOf, documentOf } from './document'

const TYPE = 'application/x-chatkit-composer'
/** Another page could write our type, and hide things in a tag's data: only this page knows the word. */
const OURS = uuid()

type Handler = (view: EditorView, event: Event) => boolean

export function clipboard(takeFiles: (files: File[]) => void): Record<string, Handler> {
  return {
    copy: (view, event) => copy(view, (event as ClipboardEvent).clipboardData, event),
    cut: (view, event) => {
      const copied = copy(view, (event as ClipboardEvent).clipboardData, event)
      if (copied && view.editable) view.dispatch(view.state.tr.deleteSelection().scrollIntoView())
      return copied
    },
    paste: (view, event) => {
      take(view, (event as ClipboardEvent).clipboardData, takeFiles)
      event.preventDefault()
      return true
    },
    drop: (view, event) => {
      // What is moved within the box, the editor moves by itself.
      if (view.dragging !== null) return false
      const { clientX, clientY, dataTransfer } = event as DragEvent
      putCaret(view, clientX, clientY)
      take(view, dataTransfer, takeFiles)
      event.preventDefault()
      return true
    },
  }
}

function copy(view: EditorView, data: DataTransfer | null, event: Event): boolean {
  const { selection } = view.state
  if (selection.empty || data === null) return false
  const content = contentOf(selection.content().content)
  data.clearData()
  data.setData('text/plain', textOf(content))
  data.setData(TYPE, JSON.stringify({ ours: OURS, content }))
  event.preventDefault()
  return true
}

/** Where text and files come together (a cell of a table, with its picture), the text is meant. */
function take(
  view: EditorView,
  data: DataTransfer | null,
  takeFiles: (files: File[]) => void,
): void {
  if (data === null || !view.editable) return
  const text = data.getData('text/plain')
  const files = [...(data.files ?? [])]
  const content = ownContent(data.getData(TYPE))
  if (content !== null) write(view, content)
  else if (text !== '') write(view, [{ type: 'input_text', text }])
  else if (files.length > 0) takeFiles(files)
}

function ownContent(json: string): Piece[] | null {
  if (json === '') return null
  try {
    const { ours, content } = JSON.parse(json) as { ours?: unknown; content: Piece[] }
    return ours === OURS ? content : null
  } catch {
    return null
  }
}

function write(view: EditorView, content: readonly Piece[]): void {
  const slice = new Slice(documentOf(content).content, 1, 1)
  view.dispatch(closeHistory(view.state.tr).replaceSelection(slice).scrollIntoView())
}

function putCaret(view: EditorView, left: number, top: number): void {
  const at = view.posAtCoords({ left, top })
  if (at === null || !view.editable) return
  const { tr } = view.state
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at.pos))))
  view.focus()
}
