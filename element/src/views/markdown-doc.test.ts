import { describe, expect, it } from 'vitest'
import { MarkdownDoc } from './markdown-doc'

const ANSWER = `# Plan

Some **bold** words that go on for a while, so that there are many tokens in the paragraph.

- one
- two

  still two
- three

1. first

2. second

| a | b |
| - | - |
| 1 | 2 |

\`\`\`js
const a = 1

const b = 2
\`\`\`

Last words with a [link][ref].

[ref]: https://example.com
`

const plain = (doc: MarkdownDoc, text: string, final: boolean): unknown =>
  doc
    .update(text, final)
    .map(({ node }) =>
      JSON.parse(
        JSON.stringify(node, (key, value: unknown) => (key === 'position' ? undefined : value)),
      ),
    )

/** Feeds the text in pieces, as an answer streams. */
function stream(text: string, size: number): MarkdownDoc {
  const doc = new MarkdownDoc()
  for (let end = size; end < text.length; end += size) doc.update(text.slice(0, end), false)
  doc.update(text, true)
  return doc
}

describe('Markdown that grows', () => {
  it.each([1, 2, 3, 7, 50])(
    'ends as the same blocks when it comes %i characters at a time',
    (size) => {
      expect(plain(stream(ANSWER, size), ANSWER, true)).toEqual(
        plain(new MarkdownDoc(), ANSWER, true),
      )
    },
  )

  it('parses only the last open block again', () => {
    const paragraphs = Array.from(
      { length: 60 },
      (_, at) => `Paragraph ${at} says something of its own.`,
    )
    const text = paragraphs.join('\n\n')
    const doc = new MarkdownDoc()
    let tokens = 0
    let worst = 0
    for (let end = 4; end < text.length; end += 4, tokens += 1) {
      const before = doc.parsedBlocks
      doc.update(text.slice(0, end), false)
      worst = Math.max(worst, doc.parsedBlocks - before)
    }

    expect(worst).toBeLessThanOrEqual(2)
    expect(doc.parsedBlocks).toBeLessThan(tokens + paragraphs.length * 2)
  })

  it('keeps the identity of finished blocks, so that they are not drawn again', () => {
    const doc = new MarkdownDoc()
    const [before] = doc.update('One.\n\nTwo.\n\nThr', false)
    const [after] = doc.update('One.\n\nTwo.\n\nThree and more', false)

    expect(after).toBe(before)
  })

  it('does not parse code that is still open', () => {
    const doc = new MarkdownDoc()
    const code = Array.from({ length: 300 }, (_, at) => `line ${at}`).join('\n')
    for (let end = 1; end < code.length; end += 5)
      doc.update(`\`\`\`py\n${code.slice(0, end)}`, false)

    expect(doc.parsedBlocks).toBeLessThan(5)
    expect(doc.update(`\`\`\`py\n${code}`, false)[0]?.node).toMatchObject({
      type: 'code',
      lang: 'py',
    })
  })

  it('does not take a number at a line start for a new list item until the line is complete', () => {
    const doc = new MarkdownDoc()
    doc.update('1. one\n\n2', false)
    const blocks = doc.update('1. one\n\n2. two\n', true)

    expect(blocks.map(({ node }) => node.type)).toEqual(['list'])
  })

  it('resolves a link whose address comes at the very end', () => {
    const blocks = stream(ANSWER, 5).update(ANSWER, true)

    expect(JSON.stringify(blocks)).toContain('linkReference')
  })

  it('begins again when the text is another one', () => {
    const doc = new MarkdownDoc()
    doc.update('One.\n\nTwo.\n\nThree', false)

    expect(doc.update('Other', true).map(({ node }) => node.type)).toEqual(['paragraph'])
  })
})
