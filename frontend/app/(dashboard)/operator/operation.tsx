'use client'

import { useQuery } from '@tanstack/react-query'

import { HttpProblem } from '@/lib/http'
import { lengthOf, readOverview, type Overview } from '@/lib/operator'

import { Notice } from '../../_ui/notice'
import { People, Slow, Workers } from './figures'
import { useExplained } from './explained'
import { Trail } from './trail'

/** While the page is in sight; a page in the background asks for nothing. */
export const REFRESH_MS = 5_000

export function Operation() {
  const { data, error } = useQuery({
    queryKey: ['operator'],
    queryFn: ({ signal }) => readOverview(signal),
    refetchInterval: ({ state }) => (isClosed(state.error) ? false : REFRESH_MS),
  })
  const problem = useExplained(isClosed(error) ? null : error)
  if (isClosed(error)) return <Closed />
  return (
    <>
      {problem !== null && <Notice>{problem}</Notice>}
      {data === undefined ? problem === null && <Loading /> : <Figures overview={data} />}
      {data !== undefined && <Trail />}
    </>
  )
}

function isClosed(error: unknown): boolean {
  return error instanceof HttpProblem && error.kind === 'forbidden'
}

function Closed() {
  return (
    <section className="panel" aria-labelledby="closed">
      <h2 id="closed">Only an operator may see this</h2>
      <p className="muted">
        Whoever runs this installation names its operators in its settings, as{' '}
        <code>ERRAND_OPERATORS</code>.
      </p>
    </section>
  )
}

function Loading() {
  return (
    <p className="muted" role="status">
      Reading how it runs…
    </p>
  )
}

function Figures({ overview }: { overview: Overview }) {
  const { queue, workers, slow, people, at } = overview
  return (
    <>
      <section className="panel" aria-labelledby="queue">
        <div className="panel-head">
          <h2 id="queue">Answers now</h2>
          <p className="muted">As of {new Date(at).toLocaleTimeString()}</p>
        </div>
        <dl className="figures">
          <Figure name="Waiting" value={queue.queued.toLocaleString()} />
          <Figure name="Running" value={queue.running.toLocaleString()} />
          <Figure
            name="Oldest has waited"
            value={queue.queued === 0 ? '–' : lengthOf(queue.oldest_seconds)}
          />
        </dl>
      </section>
      <Workers workers={workers} />
      <Slow slow={slow} />
      <People people={people} />
    </>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
