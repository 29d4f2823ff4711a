/** Finds out whether the caret stands in something that a menu can complete. */
import type { EditorState } from 'prosemirror-state'
import type { Trigger } from '../../draft'

/** Longer than any name that a person types to find something. */
const LONGEST = 60
/** Stands for a tag in a paragraph's text: a trigger may follow it, and does not reach over it. */
const TAG = '\ufffc'
const OPENS = /[\s([{"'“‘«\ufffc]/

export function triggerAt(state: EditorState): Trigger | null {
  const { empty, $from } = state.selection
  if (!empty || !$from.parent.isTextblock) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, null, TAG)
  const found = triggerIn(before)
  if (found === null) return null
  const to = $from.pos
  return { ...found, from: to - found.query.length - 1, to }
}

/** @param before - The line up to the caret. */
export function triggerIn(before: string): Pick<Trigger, 'kind' | 'query'> | null {
  const lowest = Math.max(0, before.length - LONGEST - 1)
  for (let at = before.length - 1; at >= lowest; at -= 1) {
    const sign = before[at]
    if (sign === TAG) return null
    if (sign !== '@' && sign !== '/') continue
    if (at > 0 && !OPENS.test(before[at - 1] ?? '')) continue
    const query = before.slice(at + 1)
    // Words may have single spaces between them; a space at the start ends it.
    if (/^\s|\s\s|[/@]/.test(query)) return null
    return { kind: sign === '@' ? 'tag' : 'command', query }
  }
  return null
}
