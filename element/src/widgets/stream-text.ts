/** Text that grows: what is new fades in, what is there does not move. */
import { noChange, type ElementPart } from 'lit'
import { directive, Directive, PartType, type PartInfo } from 'lit/directive.js'

/** Pieces that may still be fading; older ones become plain text. */
const FADING = 12

class StreamTextDirective extends Directive {
  #shown = ''

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('streamText() belongs on an element.')
  }

  render(_value: string, _streaming: boolean): typeof noChange {
    return noChange
  }

  override update(
    { element }: ElementPart,
    [value, streaming]: [string, boolean],
  ): typeof noChange {
    const grown = value.length - this.#shown.length
    if (!streaming || !value.startsWith(this.#shown)) element.textContent = value
    else if (grown > 0) grow(element, value.slice(this.#shown.length))
    this.#shown = value
    return noChange
  }
}

function grow(element: Element, text: string): void {
  const piece = document.createElement('span')
  piece.className = 'w-fresh'
  piece.textContent = text
  element.append(piece)
  const pieces = element.children
  while (pieces.length > FADING) {
    const oldest = pieces[0]
    if (oldest === undefined) break
    oldest.replaceWith(...oldest.childNodes)
  }
  // Neighbouring texts become one: a long answer does not leave a thousand nodes behind.
  if (element.childNodes.length > FADING * 2) element.normalize()
}

export const streamText = directive(StreamTextDirective)
