/** Sources of an answer: numbered in the order in which they are named, and marked where they belong. */
import type { Annotation, AssistantMessage, OutputText, Source } from '../events'
import type { Mark } from './markdown/marks'

export type Cited = {
  /** Each source once; its number is its place here, counted from one. */
  sources: readonly Source[]
  /** Marks of each part of the message. */
  marks: readonly (readonly Mark[])[]
}

const none: Cited = { sources: [], marks: [] }
const known = new WeakMap<readonly Annotation[], { cited: Cited; key: readonly unknown[] }>()

/** The same object as before while no source has come, so that nothing is drawn again. */
export function citedIn({ content }: AssistantMessage): Cited {
  const lists = content.map((part) => part.annotations ?? [])
  const first = lists.find((list) => list.length > 0)
  if (first === undefined) return none
  const key = [...lists, ...content.map((part) => settledLength(part))]
  const before = known.get(first)
  if (before !== undefined && sameList(before.key, key)) return before.cited
  const cited = collect(content)
  known.set(first, { cited, key })
  return cited
}

/** A place beyond the text moves until the text has reached it. */
function settledLength({ text, annotations }: OutputText): number {
  const last = Math.max(0, ...(annotations ?? []).map(({ index }) => index ?? 0))
  return Math.min(text.length, last * 2)
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at])
}

function collect(content: readonly OutputText[]): Cited {
  const numbers = new Map<string, number>()
  const sources: Source[] = []
  const numberOf = (source: Source): number => {
    const key = keyOf(source)
    const at = numbers.get(key) ?? sources.push(source) - 1
    numbers.set(key, at)
    return at
  }
  const marks = content.map((part) => marksOf(part, numberOf))
  return { sources, marks }
}

/** Sources at one place stand together. */
function marksOf(part: OutputText, numberOf: (source: Source) => number): Mark[] {
  const places = new Map<number, Set<number>>()
  for (const { source, index } of part.annotations ?? []) {
    const number = numberOf(source)
    if (index == null || index < 0) continue
    const offset = offsetOf(part.text, index)
    places.set(offset, (places.get(offset) ?? new Set()).add(number))
  }
  return [...places]
    .sort(([one], [other]) => one - other)
    .map(([offset, numbers]) => ({ offset, sources: [...numbers] }))
}

/** Servers count characters, of which some are two units of a string here. */
function offsetOf(text: string, index: number): number {
  if (!/[\uD800-\uDBFF]/.test(text)) return index
  let at = 0
  for (let count = 0; count < index && at < text.length; count += 1)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at
}

function keyOf(source: Source): string {
  if (source.type === 'url') return `url ${source.url}`
  if (source.type === 'file') return `file ${source.filename}`
  return `entity ${source.id}`
}
