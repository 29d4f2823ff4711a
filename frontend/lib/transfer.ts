import { fetchWithBearer } from './api'
import { HttpProblem, problemOf, unanswered } from './http'

export type ExportKind = 'json' | 'csv' | 'ics'

/** Everything of years is more than one answer of the API; it is sent while it is read. */
const EXPORT_TIMEOUT_MS = 300_000
const IMPORT_TIMEOUT_MS = 60_000
export const MOST_BYTES = 1024 * 1024

export type ImportAction = 'added' | 'updated' | 'unchanged' | 'kept' | 'left_out'

export type ImportedTask = { line: number; title: string; action: ImportAction; id: string | null }

/** What was not understood; `left_out` costs the whole task. */
export type ImportIssue = {
  /** From 1; 0 for the whole file. */
  line: number
  /** Empty for the whole task. */
  field: string
  problem: string
  left_out: boolean
}

export type Imported = {
  /** What undo takes; null for a trial. */
  call_id: string | null
  dry_run: boolean
  counts: Partial<Record<ImportAction, number>>
  /** The first 200. */
  tasks: ImportedTask[]
  new_projects: string[]
  new_labels: string[]
  issues: ImportIssue[]
  issues_total: number
}

/** A file that was read, so that what is confirmed is what was looked at. */
export type Chosen = { name: string; type: string; content: ArrayBuffer; project: string }

const TYPES: Record<string, string> = { ics: 'text/calendar', csv: 'text/csv' }

/**
 * Reads a file that somebody chose.
 * @throws {Error} It cannot be one of ours; the sentence says why.
 */
export async function readChosen(file: File | undefined, project: string): Promise<Chosen> {
  if (file === undefined || file.name === '') throw new Error('Choose a file first.')
  const type = TYPES[file.name.split('.').pop()?.toLowerCase() ?? '']
  if (type === undefined) {
    throw new Error(`“${file.name}” is neither an iCalendar (.ics) nor a CSV file.`)
  }
  if (file.size === 0) throw new Error(`“${file.name}” is empty.`)
  if (file.size > MOST_BYTES) {
    throw new Error(`“${file.name}” is larger than 1 MiB. Split it, and import the parts.`)
  }
  return { name: file.name, type, content: await file.arrayBuffer(), project }
}

/** Says what the file would do; nothing is changed. */
export function tryImport(chosen: Chosen): Promise<Imported> {
  return send(chosen, { dry_run: 'true' })
}

/** @param key - The same for another try, which then does nothing twice. */
export function bringIn(chosen: Chosen, key: string): Promise<Imported> {
  return send(chosen, {}, { 'Idempotency-Key': key })
}

async function send(
  { type, content, project }: Chosen,
  query: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Imported> {
  const asked = new URLSearchParams(project === '' ? query : { ...query, project })
  const response = await reach(`/api/import?${asked}`, {
    method: 'POST',
    headers: { ...headers, Accept: 'application/json', 'Content-Type': type },
    body: content,
    signal: AbortSignal.timeout(IMPORT_TIMEOUT_MS),
  })
  return (await response.json()) as Imported
}

/** Reads a whole export; the name is what the server calls it. */
export async function readExport(kind: ExportKind): Promise<{ name: string; blob: Blob }> {
  const response = await reach(`/api/export.${kind}`, {
    signal: AbortSignal.timeout(EXPORT_TIMEOUT_MS),
  })
  const named = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')
  try {
    return { name: named?.[1] ?? `errand.${kind}`, blob: await response.blob() }
  } catch (error) {
    throw unanswered(error) // It broke off while it was sent.
  }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  const response = await fetchWithBearer(path, init).catch((error: unknown) => {
    throw error instanceof HttpProblem ? error : unanswered(error)
  })
  if (!response.ok) throw await problemOf(response)
  return response
}
