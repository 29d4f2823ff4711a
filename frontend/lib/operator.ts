import { api } from './api'

export type QueueView = { queued: number; running: number; oldest_seconds: number }
export type WorkerView = { name: string; running: number; lease_until: string }

/** An answer that takes long, or that was begun more than once. */
export type SlowTurn = {
  turn_id: string
  person: string
  kind: string
  status: string
  attempts: number
  seconds: number
}

export type PersonUsage = {
  person_id: string
  /** Empty where the account is gone. */
  person: string
  answers_today: number
  failed_today: number
  running: number
  tokens_today: number
  tokens_30_days: number
}

export type Overview = {
  at: string
  queue: QueueView
  workers: WorkerView[]
  slow: SlowTurn[]
  people: PersonUsage[]
}

export type AuditView = {
  id: string
  at: string
  /** Empty: nobody who was known. */
  person: string
  door: string
  action: string
  status: number
  address: string
  request_id: string
}

export type AuditPage = { entries: AuditView[]; next: string | null }

export function readOverview(signal?: AbortSignal): Promise<Overview> {
  return api<Overview>('/api/operator', { signal })
}

/** Newest first; `before` is `next` of the page before. */
export function readAudit(
  { before, denied }: { before: string | null; denied: boolean },
  signal?: AbortSignal,
): Promise<AuditPage> {
  const query = new URLSearchParams({ limit: '50', denied: String(denied) })
  if (before !== null) query.set('before', before)
  return api<AuditPage>(`/api/operator/audit?${query}`, { signal })
}

const asked = new Map<string, Promise<boolean>>()

/** Whether this person is an operator: asked once for as long as the page lives. */
export function isOperator(personId: string): Promise<boolean> {
  const known = asked.get(personId)
  if (known !== undefined) return known
  const answer = api<{ operator: boolean }>('/api/operator/me').then(({ operator }) => operator)
  asked.set(personId, answer)
  answer.catch(() => asked.delete(personId))
  return answer
}

/** 45 → "45 s", 200 → "3 min 20 s", 7500 → "2 h 5 min". */
export function lengthOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return two(minutes, 'min', whole % 60, 's')
  return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function two(large: number, unit: string, small: number, smaller: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smaller}`
}
