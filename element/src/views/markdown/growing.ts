/** The elements of a growing text: each block is a piece of its own, and what is over is left alone. */
import { html, nothing, render, type RootPart } from 'lit'
import { flow, footnotes } from './blocks'
import type { Citations, MarkdownContext, Scope } from './context'
import { MarkdownDoc, type Block } from './doc'
import type { Drawn } from './inline'
import { withMarks, type Mark } from './marks'
import type { Token } from './tokens'

/** Blocks that stand in one element, which a browser leaves alone while it is out of sight. */
const SECTION = 24

type Slot = { end: Comment; part: RootPart; token: Token; marks: string; scope: Scope }

export class GrowingText {
  readonly host = document.createElement('div')
  #doc = new MarkdownDoc()
  #scope: Scope | null = null
  #marks: readonly Mark[] = []
  readonly #slots: Slot[] = []
  readonly #sections: HTMLElement[] = []
  #notes: { end: Comment; part: RootPart; count: number; scope: Scope } | null = null

  constructor() {
    this.host.className = 'md'
  }

  draw(text: string, final: boolean, context: MarkdownContext, citations: Citations | null): void {
    const scope = this.#scopeFor(context, citations?.draw ?? null)
    const marks = citations?.marks ?? []
    const anew = scope !== this.#scope || marks !== this.#marks
    this.#scope = scope
    this.#marks = marks
    const first = this.#doc.update(text, final)
    this.#drawBlocks(anew ? 0 : Math.min(first, this.#slots.length), scope)
    this.#drawNotes(scope)
  }

  setConnected(connected: boolean): void {
    for (const { part } of this.#slots) part.setConnected(connected)
    this.#notes?.part.setConnected(connected)
  }

  /** The same one as before where nothing in it has changed: what was drawn with it may stay. */
  #scopeFor(context: MarkdownContext, cite: Scope['cite']): Scope {
    const known = this.#scope
    if (known !== null && known.cite === cite && same(known.context, context)) return known
    if (context.breaks !== (known?.context.breaks ?? false))
      this.#doc = new MarkdownDoc(context.breaks)
    return { context, doc: this.#doc, cite }
  }

  #drawBlocks(from: number, scope: Scope): void {
    const { finished, tail } = this.#doc
    const count = finished.length + tail.length
    while (this.#slots.length > count) this.#drop()
    for (let at = from; at < count; at += 1) {
      const block = finished[at] ?? tail[at - finished.length]
      const next = finished[at + 1] ?? tail[at + 1 - finished.length]
      if (block !== undefined) this.#drawBlock(at, block, next?.start ?? Infinity, scope)
    }
  }

  #drawBlock(at: number, block: Block, until: number, scope: Scope): void {
    const marks = this.#marksIn(at === 0 ? -1 : block.start, until)
    const key = marks.map(({ offset, sources }) => `${offset}:${sources.join()}`).join(' ')
    const { token } = block
    const known = this.#slots[at]
    if (known?.token === token && known.marks === key && known.scope === scope) return
    const content = this.#content(block, marks, scope)
    if (known === undefined) this.#add(at, content, { token, marks: key, scope })
    else {
      render(content, known.end.parentElement ?? this.host, { renderBefore: known.end })
      Object.assign(known, { token, marks: key, scope })
    }
  }

  #content(block: Block, marks: readonly Mark[], scope: Scope): Drawn {
    const inside = marks.map((mark) => ({ ...mark, offset: mark.offset - block.start }))
    const { token, left } = withMarks(block.token, this.#doc.source(block), inside)
    const content = flow(token, scope)
    if (left.length === 0 || scope.cite === null) return content
    return html`${content}
      <p class="marks">${left.map(({ sources }) => scope.cite?.(sources))}</p>`
  }

  #marksIn(after: number, until: number): Mark[] {
    return this.#marks.filter(({ offset }) => offset > after && offset <= until)
  }

  #add(at: number, content: Drawn, facts: Pick<Slot, 'token' | 'marks' | 'scope'>): void {
    const section = (this.#sections[Math.floor(at / SECTION)] ??= this.#addSection())
    const end = document.createComment('')
    section.append(end)
    const part = render(content, section, { renderBefore: end })
    this.#slots.push({ end, part, ...facts })
  }

  #addSection(): HTMLElement {
    const section = document.createElement('div')
    section.className = 'section'
    this.host.insertBefore(section, this.#notes?.end ?? null)
    return section
  }

  #drop(): void {
    const slot = this.#slots.pop()
    const section = slot?.end.parentElement
    if (slot === undefined || section == null) return
    render(nothing, section, { renderBefore: slot.end })
    slot.end.remove()
    if (this.#slots.length % SECTION !== 0) return
    section.remove()
    this.#sections.pop()
  }

  #drawNotes(scope: Scope): void {
    const { notes } = this.#doc
    if (notes.size === 0 && this.#notes === null) return
    if (this.#notes?.count === notes.size && this.#notes.scope === scope) return
    const end = this.#notes?.end ?? this.host.appendChild(document.createComment(''))
    const part = render(footnotes(notes, scope), this.host, { renderBefore: end })
    this.#notes = { end, part, count: notes.size, scope }
  }
}

function same(one: MarkdownContext, other: MarkdownContext): boolean {
  return (Object.keys(other) as (keyof MarkdownContext)[]).every((key) => one[key] === other[key])
}
