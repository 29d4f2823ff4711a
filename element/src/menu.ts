/** What a menu under the caret offers, as the views see it. */
import type { Trigger } from './draft'

export type MenuOption = {
  id: string
  label: string
  description?: string
  icon?: string
  group?: string
}

export type CaretMenu = {
  trigger: Trigger
  /** Running: what was chosen is still at work. */
  status: 'loading' | 'ready' | 'failed' | 'running'
  options: readonly MenuOption[]
  active: number
  /** The command whose menu this is; null at the root. */
  parent: string | null
}

/** Puts the members of a group beside each other, in the order in which the groups first appear. */
export function grouped<T extends { group?: string }>(options: readonly T[]): T[] {
  const groups = new Map<string, T[]>()
  for (const option of options) {
    const name = option.group ?? ''
    groups.set(name, [...(groups.get(name) ?? []), option])
  }
  return [...groups.values()].flat()
}

/** Where typing stands in for a server's search: every word of the query begins a word of the label. */
export function fits(label: string, query: string): boolean {
  const words = (text: string): string[] =>
    text
      .toLocaleLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
  const there = words(label)
  return words(query).every((wanted) => there.some((word) => word.startsWith(wanted)))
}
