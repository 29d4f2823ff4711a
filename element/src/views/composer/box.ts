/** An editor view with the composer's manners: Enter sends, pasted things are plain text, tags are whole. */
import { closeHistory, history, redo, undo } from 'prosemirror-history'
import { Slice, type ResolvedPos } from 'prosemirror-model'
import {
  AllSelection,
  EditorState,
  Selection,
  TextSelection,
  type Command,
  type Transaction,
} from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { plain, type Editor, type Piece, type Trigger } from '../../draft'
import { clipboard } from './clipboard'
import { contentOf, documentOf } from './document'
import { drawTag, type TagEvents } from './tag'
import { triggerAt } from './triggers'

export type BoxSettings = TagEvents & {
  content: readonly Piece[]
  locked: boolean
  onChange: (content: readonly Piece[]) => void
  onTrigger: (trigger: Trigger | null) => void
  /** Sees each key first; true means that it is done with. */
  onKey: (event: KeyboardEvent) => boolean
  onSend: () => void
  onFiles: (files: File[]) => void
}

export class TextBox implements Editor {
  #view: EditorView
  #settings: BoxSettings
  /** The content as it was last given or told: any other one is a new value. */
  #known: readonly Piece[]
  #trigger: Trigger | null = null

  constructor(element: HTMLElement, settings: BoxSettings) {
    this.#settings = settings
    this.#known = settings.content
    this.#view = new EditorView(
      { mount: element },
      {
        state: stateOf(settings.content),
        attributes: (state) => ({ class: isEmpty(state) ? 'input blank' : 'input' }),
        editable: () => !this.#settings.locked,
        dispatchTransaction: (transaction) => this.#apply(transaction),
        handleKeyDown: (view, event) => this.#onKey(view, event),
        handleScrollToSelection: reveal,
        handleDOMEvents: {
          ...clipboard((files) => this.#settings.onFiles(files)),
          beforeinput: undoByMenu,
          blur: () => this.#tell(null),
          focus: (view) => this.#tell(triggerAt(view.state)),
        },
        nodeViews: { tag: (node) => drawTag(node, () => this.#settings) },
      },
    )
  }

  update(settings: BoxSettings): void {
    const { locked } = this.#settings
    this.#settings = settings
    this.show(settings.content)
    // It asks anew whether it may be written into.
    if (locked !== settings.locked) this.#view.setProps({})
  }

  close(): void {
    this.#view.destroy()
  }

  focus(): void {
    this.#view.focus()
  }

  /** A new value begins a new history: undo never brings back what was said in another thread. */
  show(content: readonly Piece[]): void {
    if (content === this.#known) return
    this.#known = content
    this.#view.updateState(stateOf(content))
    this.#tell(null)
  }

  say(text: string): void {
    const { $from, from, to } = this.#view.state.selection
    const before = $from.parent.textBetween(0, $from.parentOffset, null, '\ufffc')
    this.#write(from, to, plain(/\S$/.test(before) ? ` ${text}` : text))
  }

  complete({ from, to }: Trigger, content: readonly Piece[]): void {
    if (to <= this.#view.state.doc.content.size) this.#write(from, to, content)
  }

  place(position: number): DOMRect | null {
    try {
      const { left, top, bottom } = this.#view.coordsAtPos(position)
      return new DOMRect(left, top, 0, bottom - top)
    } catch {
      return null
    }
  }

  #write(from: number, to: number, content: readonly Piece[]): void {
    const tr = closeHistory(this.#view.state.tr)
    tr.replace(from, to, new Slice(documentOf(content).content, 1, 1))
    const after = tr.doc.resolve(tr.mapping.map(to, 1))
    this.#view.dispatch(tr.setSelection(TextSelection.near(after, -1)).scrollIntoView())
  }

  #apply(transaction: Transaction): void {
    const state = this.#view.state.apply(transaction)
    this.#view.updateState(state)
    if (transaction.docChanged) {
      this.#known = contentOf(state.doc)
      this.#settings.onChange(this.#known)
    }
    this.#tell(this.#view.hasFocus() ? triggerAt(state) : null)
  }

  #tell(trigger: Trigger | null): void {
    if (JSON.stringify(trigger) === JSON.stringify(this.#trigger)) return
    this.#trigger = trigger
    this.#settings.onTrigger(trigger)
  }

  /** Not called while an input method composes: Enter is its own then. */
  #onKey(view: EditorView, event: KeyboardEvent): boolean {
    if (event.isComposing) return false
    if (this.#settings.onKey(event)) return true
    if (event.key === 'Enter' && !event.altKey) {
      if (event.shiftKey) breakLine(view)
      else this.#settings.onSend()
      return true
    }
    return erase(view, event) || withModifier(view, event)
  }
}

function stateOf(content: readonly Piece[]): EditorState {
  const doc = documentOf(content)
  return EditorState.create({ doc, selection: Selection.atEnd(doc), plugins: [history()] })
}

function isEmpty({ doc }: EditorState): boolean {
  return doc.childCount === 1 && doc.firstChild?.content.size === 0
}

function breakLine({ state, dispatch }: EditorView): void {
  const tr = state.tr.deleteSelection()
  dispatch(tr.split(tr.selection.from).scrollIntoView())
}

/** What the browser cannot take away by itself: over the ends of lines, and tags that are selected. */
function erase({ state, dispatch }: EditorView, { key }: KeyboardEvent): boolean {
  if (key !== 'Backspace' && key !== 'Delete') return false
  const { selection, tr } = state
  const { $from, empty } = selection
  if (!empty) tr.deleteSelection()
  else if (key === 'Backspace' && $from.parentOffset === 0 && $from.index(0) > 0)
    tr.join($from.before())
  else if (key === 'Delete' && atLastOf($from) && $from.indexAfter(0) < state.doc.childCount)
    tr.join($from.after())
  if (!tr.docChanged) return false
  dispatch(tr.scrollIntoView())
  return true
}

function atLastOf({ parent, parentOffset }: ResolvedPos): boolean {
  return parentOffset === parent.content.size
}

const COMMANDS: Readonly<Record<string, Command>> = {
  z: undo,
  'shift z': redo,
  y: redo,
  a: selectAll,
}

function withModifier({ state, dispatch }: EditorView, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const name = (event.shiftKey ? 'shift ' : '') + event.key.toLowerCase()
  return COMMANDS[name]?.(state, dispatch) ?? false
}

/** At once: a copy that follows would come before the browser has told what is selected. */
function selectAll(state: EditorState, dispatch?: EditorView['dispatch']): boolean {
  dispatch?.(state.tr.setSelection(new AllSelection(state.doc)))
  return true
}

/** The browser's own menu, or a shaken phone. */
function undoByMenu({ state, dispatch }: EditorView, event: InputEvent): boolean {
  const act = { historyUndo: undo, historyRedo: redo }[event.inputType]
  if (act === undefined) return false
  event.preventDefault()
  return act(state, dispatch)
}

/** Scrolls the box alone: the page around it stays where it is. */
function reveal(view: EditorView): boolean {
  try {
    const caret = view.coordsAtPos(view.state.selection.head)
    const box = view.dom.getBoundingClientRect()
    if (caret.bottom > box.bottom) view.dom.scrollTop += caret.bottom - box.bottom
    else if (caret.top < box.top) view.dom.scrollTop -= box.top - caret.top
  } catch {
    // Where nothing is laid out, there is nothing to scroll.
  }
  return true
}
