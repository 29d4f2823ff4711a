import { lengthOf, type PersonUsage, type SlowTurn, type WorkerView } from '@/lib/operator'

import { DataTable, type Column } from '../../_ui/data-table'

const GONE = 'An account that is gone'

const WORKERS: Column<WorkerView>[] = [
  { name: 'Process', cell: ({ name }) => name },
  { name: 'Answers it runs', figure: true, cell: ({ running }) => running.toLocaleString() },
  { name: 'Holds them until', cell: ({ lease_until }) => timeOf(lease_until) },
]

export function Workers({ workers }: { workers: WorkerView[] }) {
  return (
    <section className="panel" aria-labelledby="workers">
      <h2 id="workers">Processes that answer</h2>
      <DataTable
        labelledBy="workers"
        columns={WORKERS}
        rows={workers}
        keyOf={({ name }) => name}
        none="None has anything to do right now."
      />
    </section>
  )
}

const SLOW: Column<SlowTurn>[] = [
  { name: 'Person', cell: ({ person }) => person || GONE },
  { name: 'Took', figure: true, cell: ({ seconds }) => lengthOf(seconds) },
  { name: 'Begun', figure: true, cell: ({ attempts }) => timesOf(attempts) },
  { name: 'State', cell: ({ status }) => STATES[status] ?? status },
  { name: 'Kind', cell: ({ kind }) => kind.replaceAll('_', ' ') },
  { name: 'Answer', cell: ({ turn_id }) => <code>{turn_id}</code> },
]

const STATES: Record<string, string> = { queued: 'waiting', running: 'running' }

export function Slow({ slow }: { slow: SlowTurn[] }) {
  return (
    <section className="panel" aria-labelledby="slow">
      <h2 id="slow">Slow answers of the last day</h2>
      <DataTable
        labelledBy="slow"
        columns={SLOW}
        rows={slow}
        keyOf={({ turn_id }) => turn_id}
        none="None took over 30 seconds, and none had to be begun again."
      />
    </section>
  )
}

const PEOPLE: Column<PersonUsage>[] = [
  { name: 'Person', cell: ({ person }) => person || GONE },
  { name: 'Answers today', figure: true, cell: (one) => one.answers_today.toLocaleString() },
  { name: 'Failed today', figure: true, cell: (one) => one.failed_today.toLocaleString() },
  { name: 'Running', figure: true, cell: (one) => one.running.toLocaleString() },
  { name: 'Tokens today', figure: true, cell: (one) => one.tokens_today.toLocaleString() },
  { name: 'Tokens in 30 days', figure: true, cell: (one) => one.tokens_30_days.toLocaleString() },
]

export function People({ people }: { people: PersonUsage[] }) {
  return (
    <section className="panel" aria-labelledby="people">
      <h2 id="people">Who uses how much</h2>
      <DataTable
        labelledBy="people"
        columns={PEOPLE}
        rows={people}
        keyOf={({ person_id }) => person_id}
        none="Nobody has used anything yet."
      />
    </section>
  )
}

function timesOf(attempts: number): string {
  return attempts === 1 ? 'once' : `${attempts} times`
}

function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString()
}
