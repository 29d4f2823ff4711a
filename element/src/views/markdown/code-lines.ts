/** Lines of code that grow: those that are complete are written once, and coloured as they are. */
import { noChange, type ElementPart } from 'lit'
import { directive, Directive, PartType, type PartInfo } from 'lit/directive.js'
import { part, peek } from '../../lazy'

/** A stretch of code and the class of its colour, or none. */
export type Run = readonly [text: string, look: string | null]
/** The lazy part; null for a language that it does not know. */
type HighlightPart = { highlight(code: string, language: string): Run[] | null }

/** Lines that stand in one element; a browser lays out only the one that changes. */
const GROUP = 20
/** Lines by which open code must grow, and its part, before its colours are worked out again. */
const STEP = 12
const SHARE = 0.4
/** Characters; longer code stays plain. */
const LONGEST = 200_000

type Group = { element: HTMLElement; text: string; coloured: boolean }

class CodeLinesDirective extends Directive {
  #host: Element | null = null
  #text = ''
  #language = ''
  #groups: Group[] = []
  #colouredLines = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('codeLines() belongs on an element.')
  }

  render(_text: string, _language: string): typeof noChange {
    return noChange
  }

  override update({ element }: ElementPart, [text, language]: [string, string]): typeof noChange {
    if (this.#host === element && text === this.#text && language === this.#language)
      return noChange
    const grown = text.startsWith(this.#text) && language === this.#language
    if (!grown) this.#colouredLines = 0
    this.#host = element
    this.#text = text
    this.#language = language
    this.#write()
    if (language !== '' && text.length < LONGEST) this.#colourSoon()
    return noChange
  }

  #write(): void {
    const pieces = grouped(this.#text)
    for (const [at, text] of pieces.entries()) {
      const known = this.#groups[at]
      if (known?.text === text) continue
      const group = known ?? this.#append()
      // The line that grows is added to what is there already, in its colours.
      if (group.coloured && text.startsWith(group.text))
        group.element.append(text.slice(group.text.length))
      else {
        group.element.textContent = text
        group.coloured = false
      }
      group.text = text
    }
    for (const { element } of this.#groups.splice(pieces.length)) element.remove()
  }

  #append(): Group {
    const element = document.createElement('span')
    element.className = 'lines'
    this.#host?.append(element)
    const group = { element, text: '', coloured: false }
    this.#groups.push(group)
    return group
  }

  /** At once where enough has come; the rest when nothing more comes for a moment. */
  #colourSoon(): void {
    clearTimeout(this.#timer)
    const lines = this.#text.split('\n').length
    const enough = lines - this.#colouredLines >= Math.max(STEP, this.#colouredLines * SHARE)
    if (enough && peek<HighlightPart>('highlight') !== null) this.#colour(lines)
    else this.#timer = setTimeout(() => void this.#colourLater(), 120)
  }

  async #colourLater(): Promise<void> {
    const known = await part<HighlightPart>('highlight').catch(() => null)
    if (known !== null) this.#colour(this.#text.split('\n').length)
  }

  #colour(lines: number): void {
    const runs = peek<HighlightPart>('highlight')?.highlight(this.#text, this.#language) ?? null
    if (runs === null) return
    this.#colouredLines = lines
    for (const [at, nodes] of painted(runs).entries()) {
      const group = this.#groups[at]
      if (group === undefined) continue
      group.element.replaceChildren(...nodes)
      group.coloured = true
    }
  }
}

/** `<code ${codeLines(text, language)}>` */
export const codeLines = directive(CodeLinesDirective)

function grouped(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1
    if (lines % GROUP !== 0) continue
    pieces.push(text.slice(from, at + 1))
    from = at + 1
  }
  if (from < text.length || text === '') pieces.push(text.slice(from))
  return pieces
}

/** The nodes of each group of lines. */
function painted(runs: readonly Run[]): Node[][] {
  const groups: Node[][] = [[]]
  let lines = 0
  for (const [text, look] of runs)
    for (const line of text.split(/(?<=\n)/)) {
      groups.at(-1)?.push(node(line, look))
      if (!line.endsWith('\n')) continue
      lines += 1
      if (lines % GROUP === 0) groups.push([])
    }
  return groups
}

function node(text: string, look: string | null): Node {
  if (look === null) return document.createTextNode(text)
  const span = document.createElement('span')
  span.className = look
  span.textContent = text
  return span
}
