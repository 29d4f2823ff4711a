import type { ImportAction } from '@/lib/transfer'

const ORDER: ImportAction[] = ['added', 'updated', 'unchanged', 'kept', 'left_out']

export const ACTIONS: Record<ImportAction, string> = {
  added: 'added',
  updated: 'changed',
  unchanged: 'already here',
  kept: 'kept as it is here, where it was changed later',
  left_out: 'left out',
}

type Counts = Partial<Record<ImportAction, number>>

/** "2 added, 1 left out". */
export function inWords(counts: Counts): string {
  const said = ORDER.filter((action) => counts[action]).map(
    (action) => `${counts[action]?.toLocaleString()} ${ACTIONS[action]}`,
  )
  return said.join(', ') || 'no tasks'
}

/** How many tasks confirming would change. */
export function changing({ added = 0, updated = 0 }: Counts): number {
  return added + updated
}
