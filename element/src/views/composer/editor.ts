/** The box to write in: an editor that knows lines and tags, mounted where a template says. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive, PartType, type PartInfo } from 'lit/directive.js'
import type { Editor } from '../../draft'
import { TextBox, type BoxSettings } from './box'

export type EditorSettings = BoxSettings & {
  /** Takes the editor while there is one, and null when it is gone. */
  hold: (editor: Editor | null) => void
}

class EditorDirective extends AsyncDirective {
  #box: TextBox | null = null
  #element: HTMLElement | null = null
  #settings: EditorSettings | null = null

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('editor() belongs on an element.')
  }

  render(_settings: EditorSettings): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [settings]: [EditorSettings]): typeof noChange {
    this.#element = part.element as HTMLElement
    this.#settings = settings
    if (this.#box === null) this.#open()
    else this.#box.update(settings)
    return noChange
  }

  protected override disconnected(): void {
    this.#box?.close()
    this.#box = null
    this.#settings?.hold(null)
  }

  protected override reconnected(): void {
    this.#open()
  }

  #open(): void {
    if (this.#element === null || this.#settings === null) return
    this.#box = new TextBox(this.#element, this.#settings)
    this.#settings.hold(this.#box)
  }
}

export const editor = directive(EditorDirective)
