import { describe, expect, it } from 'vitest'
import { Drafts } from './chat/composing/drafts'
import { isBlank, joined, textOf, trimmed, type Draft, type Piece, type Tag } from './draft'
import { acceptAttribute, choose } from './limits'
import { fits, grouped } from './menu'
import { contentOf, documentOf } from './views/composer/document'
import { sizeIn } from './views/composer/files'
import { triggerIn } from './views/composer/triggers'

const text = (words: string): Piece => ({ type: 'input_text', text: words })
const ada: Tag = { type: 'input_tag', id: 'p1', text: 'Ada', data: { a: 1 }, icon: 'user' }

describe('the document', () => {
  it.each([
    [[]],
    [[text('one')]],
    [[text('one\n\ntwo\n')]],
    [[ada]],
    [[text('a '), ada, text('\n'), ada, ada, text(' z')]],
  ])('gives back what it was made of: %j', (content) => {
    expect(contentOf(documentOf(content))).toEqual(content)
  })

  it('reads every kind of line end as one', () => {
    expect(contentOf(documentOf([text('a\r\nb\rc')]))).toEqual([text('a\nb\nc')])
  })
})

describe('a draft', () => {
  it('is sent without space at its ends, and without what only the eye needs', () => {
    const sent = trimmed([text('  '), text('\nHi '), ada, text(' \n')])

    expect(sent).toEqual([
      { type: 'input_text', text: 'Hi ' },
      { type: 'input_tag', id: 'p1', text: 'Ada', data: { a: 1 } },
    ])
    expect(textOf(sent)).toBe('Hi Ada')
  })

  it('is blank with nothing but space, or with a file that has not arrived', () => {
    const draft = (content: Piece[], status?: 'failed' | 'ready'): Draft => ({
      content,
      quote: 'quoted',
      files:
        status === undefined
          ? []
          : [
              {
                key: 'k',
                name: 'n',
                mime: '',
                image: false,
                status,
                progress: null,
                preview: null,
                attachment: null,
              },
            ],
    })

    expect(isBlank(draft([text(' \n ')]))).toBe(true)
    expect(isBlank(draft([], 'failed'))).toBe(true)
    expect(isBlank(draft([], 'ready'))).toBe(false)
    expect(isBlank(draft([ada]))).toBe(false)
  })

  it('has one text where two stand beside each other', () => {
    expect(joined([text('a'), text('b'), ada, text(''), text('c')])).toEqual([
      text('ab'),
      ada,
      text('c'),
    ])
  })
})

describe('drafts', () => {
  const saying = (words: string): Draft => ({ content: [text(words)], quote: null, files: [] })

  it('stay with their threads', () => {
    const drafts = new Drafts()
    drafts.current = saying('new')
    drafts.turnTo('t1')
    expect(drafts.current.content).toEqual([])
    drafts.current = saying('one')
    drafts.turnTo(null)

    expect(drafts.current.content).toEqual([text('new')])
    drafts.rename('t2')
    drafts.turnTo(null)
    expect(drafts.current.content).toEqual([])
    drafts.turnTo('t2')
    expect(drafts.current.content).toEqual([text('new')])
  })

  it('are forgotten one by one when there are very many', () => {
    const forgotten: string[] = []
    const drafts = new Drafts(({ content }) => forgotten.push(textOf(content)))
    for (let at = 0; at < 102; at += 1) {
      drafts.turnTo(`t${at}`)
      drafts.current = saying(`${at}`)
    }

    expect(forgotten).toEqual(['0', '1'])
  })
})

describe('a trigger', () => {
  it.each([
    ['@', 'tag', ''],
    ['Hi @ad', 'tag', 'ad'],
    ['(@ad', 'tag', 'ad'],
    ['@ada lovelace', 'tag', 'ada lovelace'],
    ['/', 'command', ''],
    ['do /new task', 'command', 'new task'],
    ['“/x', 'command', 'x'],
  ])('is found in “%s”', (before, kind, query) => {
    expect(triggerIn(before)).toEqual({ kind, query })
  })

  it.each(['', 'mail@example', 'and/or', '/usr/bin', '@ 5', '@ada  ', 'https://x', '\ufffc x'])(
    'is not found in “%s”',
    (before) => {
      expect(triggerIn(before)).toBeNull()
    },
  )

  it('does not reach over a tag, nor over a whole page', () => {
    expect(triggerIn('@a \ufffc')).toBeNull()
    expect(triggerIn(`@${'a'.repeat(61)}`)).toBeNull()
  })
})

describe('files', () => {
  const file = (name: string, type: string, size = 1): File =>
    new File(['x'.repeat(size)], name, { type })
  const names = (files: File[]): string[] => files.map(({ name }) => name)

  it('are none where attachments are off', () => {
    expect(choose([file('a', '')], undefined, 0).taken).toEqual([])
    expect(choose([file('a', '')], { enabled: false }, 0).taken).toEqual([])
  })

  it('are taken by type or by ending', () => {
    const accept = { 'image/*': [], 'text/csv': ['.csv'], 'application/pdf': ['.pdf'] }
    const offered = [
      file('a.png', 'image/png'),
      file('b.CSV', ''),
      file('c.pdf', 'application/pdf'),
      file('d.exe', 'application/x-msdownload'),
    ]

    const { taken, problems } = choose(offered, { enabled: true, accept }, 0)

    expect(names(taken)).toEqual(['a.png', 'b.CSV', 'c.pdf'])
    expect(problems).toEqual([{ key: 'fileKind', values: { name: 'd.exe' } }])
    expect(acceptAttribute(accept)).toBe('image/*,text/csv,.csv,application/pdf,.pdf')
  })

  it('obey the most exact limit of size', () => {
    const maxSize = { '*': 1, 'image/*': 2, 'image/png': 3 }
    const offered = [
      file('png', 'image/png', 3),
      file('jpg', 'image/jpeg', 3),
      file('txt', 'text/plain', 1),
      file('big', 'text/plain', 2),
    ]

    const { taken, problems } = choose(offered, { enabled: true, maxSize }, 0)

    expect(names(taken)).toEqual(['png', 'txt'])
    expect(problems.map(({ bytes }) => bytes)).toEqual([2, 1])
    const other = choose([file('a', 'text/plain', 9)], { enabled: true, maxSize: { 'a/b': 1 } }, 0)
    expect(other.taken).toHaveLength(1)
  })

  it('are counted with those that are there', () => {
    const offered = [file('a', ''), file('b', ''), file('c', '')]

    const { taken, problems } = choose(offered, { enabled: true, maxCount: 3 }, 1)

    expect(names(taken)).toEqual(['a', 'b'])
    expect(problems).toEqual([{ key: 'filesMany', values: { count: 3 } }])
  })

  it('have sizes in the words of a language', () => {
    expect(sizeIn(1536, 'en')).toBe('1.5 kB')
    expect(sizeIn(100 * 1024 ** 2, 'de')).toBe('100 MB')
    expect(sizeIn(0, 'en')).toBe('0 byte')
  })
})

describe('a menu', () => {
  it('keeps groups together, in the order of their first members', () => {
    const options = ['b1', 'a1', 'b2', '-', 'a2'].map((name) => ({
      name,
      ...(name === '-' ? {} : { group: name.charAt(0) }),
    }))

    expect(grouped(options).map(({ name }) => name)).toEqual(['b1', 'b2', 'a1', 'a2', '-'])
  })

  it.each([
    ['Neue Aufgabe', 'auf', true],
    ['Café öffnen', 'cafe off', true],
    ['New task', 'task new', true],
    ['New task', 'ew', false],
    ['New task', '', true],
    ['Настройки', 'наст', true],
  ])('finds in “%s” what “%s” begins: %s', (label, query, found) => {
    expect(fits(label, query)).toBe(found)
  })
})
