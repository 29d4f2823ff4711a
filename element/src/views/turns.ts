/** The conversation in turns: a question and what came of it. */
import type { Entry } from '../state'

export type Turn = { key: string; entries: readonly Entry[] }

/** Remembers the turns of the time before, so that one that has not changed stays the same object. */
export class TurnKeeper {
  #entries: readonly Entry[] | null = null
  #turns: readonly Turn[] = []

  read(entries: readonly Entry[]): readonly Turn[] {
    if (entries === this.#entries) return this.#turns
    this.#entries = entries
    this.#turns = kept(turnsOf(entries), this.#turns)
    return this.#turns
  }
}

/** A turn begins with each message of the person, and after the end of another. */
export function turnsOf(entries: readonly Entry[]): Turn[] {
  const turns: { key: string; entries: Entry[] }[] = []
  let over = true
  for (const entry of entries) {
    const last = turns.at(-1)
    if (over || last === undefined || entry.type === 'user_message')
      turns.push({ key: entry.id, entries: [entry] })
    else last.entries.push(entry)
    over = entry.type === 'end_of_turn'
  }
  return turns
}

/** Turns are told apart from the end: what is new is there, or is older than everything that was shown. */
function kept(now: readonly Turn[], before: readonly Turn[]): Turn[] {
  const keys = new Set(now.map(({ key }) => key))
  const known = new Map(before.map((turn) => [turn.entries[0]?.id, turn]))
  return now.map((turn, at) => {
    const old = known.get(turn.entries[0]?.id) ?? confirmed(turn, before[at], keys)
    if (old === undefined) return turn
    return sameEntries(old, turn) ? old : { ...turn, key: old.key }
  })
}

/** A message that was shown before the server had it keeps its place when it gets its name. */
function confirmed(turn: Turn, old: Turn | undefined, keys: ReadonlySet<string>): Turn | undefined {
  const [first] = old?.entries ?? []
  const waited = first?.type === 'user_message' && turn.entries[0]?.type === 'user_message'
  return waited && old !== undefined && !keys.has(first.id) ? old : undefined
}

function sameEntries({ entries }: Turn, other: Turn): boolean {
  return (
    entries.length === other.entries.length &&
    entries.every((entry, at) => entry === other.entries[at])
  )
}
