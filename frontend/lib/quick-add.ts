import { api } from './api'
import type { Added, NewReminder, NewTask } from './task-deeds'
import type { Due, Named, Priority, Recurrence } from './tasks'

export type Piece =
  | 'due'
  | 'deadline'
  | 'defer_until'
  | 'recurrence'
  | 'reminder'
  | 'label'
  | 'project'
  | 'priority'
  | 'estimate'
  | 'notes'

/** A place in the line, in characters (code points), the end left out. */
export type Place = [start: number, end: number]

/** A task in words, and what the person said of how they were read. */
export type Line = {
  text: string
  /** Places that are no more than words of the title. */
  ignore: Place[]
  /** For an ambiguous place, by its start, which reading is meant. */
  choices: Record<string, string>
}

export type Span = { start: number; end: number; kind: Piece; value: string; words: string }
export type Doubt = {
  start: number
  end: number
  kind: Piece
  candidates: { value: string; words: string }[]
  /** It may as well be words of the title. */
  may_be_title: boolean
}

export type Understood = {
  /** Nothing is ambiguous, and nothing in the way. */
  ready: boolean
  title: string
  notes: string
  due: Due | null
  due_words: string
  deadline: string | null
  defer_until: string | null
  recurrence: Recurrence | null
  reminders: ({ minutes_before: number } | { local: string; tz: string })[]
  labels: string[]
  project: Named | null
  priority: Priority
  estimate_minutes: number | null
  spans: Span[]
  ambiguous: Doubt[]
  problems: { message: string; start: number | null; end: number | null }[]
}

export const NO_LINE: Line = { text: '', ignore: [], choices: {} }

export function previewLine(line: Line, signal?: AbortSignal): Promise<Understood> {
  return api<Understood>('/api/tasks/quick-add/preview', { method: 'POST', json: line, signal })
}

export function addLine(line: Line, key: string): Promise<Added> {
  return api<Added>('/api/tasks/quick-add', {
    method: 'POST',
    json: line,
    headers: { 'Idempotency-Key': key },
  })
}

/** What was understood, as a task; for a view that adds something of its own. */
export function newTaskOf(understood: Understood): NewTask {
  const { title, notes, due, deadline, defer_until, recurrence, project } = understood
  const { estimate_minutes, priority, labels } = understood
  return {
    title,
    notes,
    priority,
    labels,
    reminders: understood.reminders as NewReminder[],
    ...(due && { due }),
    ...(deadline && { deadline }),
    ...(defer_until && { defer_until }),
    ...(recurrence && { recurrence: { rrule: recurrence.rrule, anchor: recurrence.anchor } }),
    ...(project && { project: project.id }),
    ...(estimate_minutes && { estimate_minutes }),
  }
}

/** The words at a place of the line. */
export function wordsAt(text: string, { start, end }: { start: number; end: number }): string {
  return [...text].slice(start, end).join('')
}

/** The same line with another text: what was said of words that are still there still holds. */
export function retyped(line: Line, text: string): Line {
  const [before, after] = [[...line.text], [...text]]
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const by = after.length - before.length
  const moved = (start: number, end: number): Place | null => {
    if (end <= head) return [start, end]
    return start >= before.length - tail ? [start + by, end + by] : null
  }
  const choices = Object.entries(line.choices).flatMap(([start, value]) => {
    const at = moved(Number(start), Number(start) + 1)
    return at === null ? [] : [[String(at[0]), value] as const]
  })
  return {
    text,
    ignore: line.ignore.flatMap(([start, end]) => {
      const at = moved(start, end)
      return at === null ? [] : [at]
    }),
    choices: Object.fromEntries(choices),
  }
}

export type Chip = { kind: Piece; value: string; words: string; places: Place[] }

/** What was read, each thing once: a date may stand in several places of the line. */
export function chipsOf(spans: Span[]): Chip[] {
  const chips = new Map<string, Chip>()
  for (const { kind, value, words, start, end } of spans) {
    const name = `${kind} ${value}`
    const chip = chips.get(name) ?? { kind, value, words, places: [] }
    chips.set(name, { ...chip, places: [...chip.places, [start, end]] })
  }
  return [...chips.values()]
}
