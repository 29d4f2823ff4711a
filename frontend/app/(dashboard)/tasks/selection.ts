'use client'

import { useMemo, useState } from 'react'

import type { TaskView } from '@/lib/tasks'

export type Selection = {
  ids: ReadonlySet<string>
  /** Rows show boxes to tick; on from the first selected task, or by its own button. */
  active: boolean
  start: () => void
  clear: () => void
  toggle: (id: string) => void
  /** Everything from the last ticked task to this one. */
  extendTo: (id: string) => void
  all: () => void
}

type State = { ids: ReadonlySet<string>; active: boolean; anchor: string | null }

const NONE: State = { ids: new Set(), active: false, anchor: null }

/**
 * @param shown - The tasks of the list, in their order; what is no longer there is not selected.
 * @param path - Another view begins with nothing selected.
 */
export function useSelection(shown: TaskView[], path: string): Selection {
  const [{ of, ...state }, setAll] = useState({ ...NONE, of: path })
  if (of !== path) setAll({ ...NONE, of: path })
  return useMemo(() => {
    const order = shown.map(({ id }) => id)
    const ids = new Set(order.filter((id) => state.ids.has(id)))
    const setState = (next: State): void => setAll({ ...next, of: path })
    const become = (next: Iterable<string>, anchor = state.anchor): void => {
      setState({ ids: new Set(next), active: true, anchor })
    }
    return {
      ids,
      active: ids.size > 0 || (state.active && state.ids.size === 0),
      start: () => setState({ ...NONE, active: true }),
      clear: () => setState(NONE),
      all: () => become(order),
      toggle: (id) => become(toggled(ids, id), id),
      extendTo: (id) => become([...ids, ...between(order, state.anchor ?? id, id)], id),
    }
  }, [shown, path, state.ids, state.active, state.anchor])
}

function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

function between(order: string[], one: string, other: string): string[] {
  const [from = 0, to = 0] = [order.indexOf(one), order.indexOf(other)].sort((a, b) => a - b)
  return from < 0 ? [other] : order.slice(from, to + 1)
}
