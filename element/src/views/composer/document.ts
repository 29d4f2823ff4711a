/** The editor's document: paragraphs of text and tags. A tag is one piece, which nothing can be written into. */
import { Schema, type Fragment, type Node } from 'prosemirror-model'
import type { Piece, Tag } from '../../draft'

export const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    // Each line runs in the direction of its own words.
    paragraph: { content: '(text | tag)*', toDOM: () => ['p', { dir: 'auto' }, 0] },
    text: { group: 'inline' },
    tag: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { tag: {} },
      leafText: (node) => tagOf(node).text,
      toDOM: (node) => ['span', { class: 'tag' }, tagOf(node).text],
    },
  },
})

export function tagOf(node: Node): Tag {
  return node.attrs['tag'] as Tag
}

/** Lines of text become paragraphs. */
export function documentOf(content: readonly Piece[]): Node {
  const lines: Node[][] = [[]]
  for (const piece of content) {
    if (piece.type === 'input_tag') lines.at(-1)?.push(schema.node('tag', { tag: piece }))
    else addText(lines, piece.text)
  }
  return schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, line)),
  )
}

function addText(lines: Node[][], text: string): void {
  text.split(/\r\n?|\n/).forEach((line, at) => {
    if (at > 0) lines.push([])
    if (line !== '') lines.at(-1)?.push(schema.text(line))
  })
}

/** Paragraphs become lines of text. */
export function contentOf(paragraphs: Node | Fragment): Piece[] {
  const pieces: Piece[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') pieces.push({ type: 'input_text', text })
    text = ''
  }
  paragraphs.forEach((paragraph, _offset, at) => {
    if (at > 0) text += '\n'
    paragraph.forEach((node) => {
      if (node.isText) return void (text += node.text ?? '')
      flush()
      pieces.push(tagOf(node))
    })
  })
  flush()
  return pieces
}
