'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { readAudit, type AuditView } from '@/lib/operator'

import { Notice } from '../../_ui/notice'
import { DataTable, type Column } from '../../_ui/data-table'
import { useExplained } from './explained'

const REFRESH_MS = 5_000

const DOORS: Record<string, string> = {
  page: 'sign-in',
  rest: 'API',
  chat: 'chat',
  mcp: 'MCP',
}

const COLUMNS: Column<AuditView>[] = [
  { name: 'When', cell: ({ at }) => <time dateTime={at}>{momentOf(at)}</time> },
  { name: 'Who', cell: ({ person }) => person || <span className="muted">nobody known</span> },
  { name: 'Door', cell: ({ door }) => DOORS[door] ?? door },
  { name: 'What', cell: ({ action }) => <code>{action}</code> },
  { name: 'Outcome', cell: ({ status }) => <Outcome status={status} /> },
  { name: 'From', cell: ({ address }) => address },
]

/** Who did what, newest first. Kept fresh while only its first page is shown. */
export function Trail() {
  const [denied, setDenied] = useState(false)
  const { entries, problem, more, busy } = useTrail(denied)
  return (
    <section className="panel" aria-labelledby="trail">
      <div className="panel-head">
        <h2 id="trail">The trail</h2>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={denied}
            onChange={(event) => setDenied(event.target.checked)}
          />
          Only what was denied
        </label>
      </div>
      {problem !== null && <Notice>{problem}</Notice>}
      {entries === null ? (
        problem === null && <p className="muted">Reading the trail…</p>
      ) : (
        <DataTable
          labelledBy="trail"
          columns={COLUMNS}
          rows={entries}
          keyOf={({ id }) => id}
          none={denied ? 'Nothing was denied.' : 'Nobody has done anything yet.'}
        />
      )}
      {more !== null && (
        <button type="button" className="button button-quiet" disabled={busy} onClick={more}>
          {busy ? 'One moment…' : 'Show older entries'}
        </button>
      )}
    </section>
  )
}

function Outcome({ status }: { status: number }) {
  if (status < 400) return <span className="outcome">done</span>
  return <span className="outcome outcome-denied">refused ({status})</span>
}

function useTrail(denied: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['operator', 'trail', denied],
    queryFn: ({ pageParam, signal }) => readAudit({ before: pageParam, denied }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
  })
  return {
    entries: query.data?.pages.flatMap((page) => page.entries) ?? null,
    problem: useExplained(query.error),
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    busy: query.isFetchingNextPage,
  }
}

function momentOf(instant: string): string {
  return new Date(instant).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })
}
