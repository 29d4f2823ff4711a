/** Days of the calendar as `YYYY-MM-DD`, without hours or zones. Pure. */

const DAY_MS = 86_400_000
const ROWS = 6

const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The day in what a server wrote, be it a day or an instant; null when there is none. */
export function dayIn(value: unknown): string | null {
  const day = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(String(value ?? ''))?.[0]
  return day !== undefined && !Number.isNaN(instant(day)) && dayOf(instant(day)) === day
    ? day
    : null
}

/** Today on the wall of the person. */
export function today(now: Date = new Date()): string {
  return dayOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
}

export function addDays(day: string, days: number): string {
  return dayOf(instant(day) + days * DAY_MS)
}

/** The same day of another month; its last one where it has fewer days. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

export const monthOf = (day: string): string => day.slice(0, 7)

/** Days since the first of the week. @param first - 1 is Monday, 7 is Sunday. */
export function intoWeek(day: string, first: number): number {
  return (new Date(instant(day)).getUTCDay() + 7 - (first % 7)) % 7
}

/** Six weeks around a month, so that no month makes the calendar jump. */
export function weeks(day: string, first: number): string[][] {
  const start = `${monthOf(day)}-01`
  const from = addDays(start, -intoWeek(start, first))
  return Array.from({ length: ROWS }, (_row, row) =>
    Array.from({ length: 7 }, (_column, column) => addDays(from, row * 7 + column)),
  )
}

export function within(day: string, min: string | null, max: string | null): boolean {
  return (min === null || day >= min) && (max === null || day <= max)
}

export function nearest(day: string, min: string | null, max: string | null): string {
  if (min !== null && day < min) return min
  return max !== null && day > max ? max : day
}

type WeekLocale = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number }
  weekInfo?: { firstDay: number }
}

/** Languages whose usual country begins the week otherwise, for browsers that cannot tell. */
const SUNDAY = /^(en(-US)?|ja|ko|he|pt-BR|th|zh-Hant|hi|bn|id)$/
const SATURDAY = /^(ar|fa)$/

/** The day that a week begins on. */
export function firstDay(locale: string): number {
  const info = new Intl.Locale(locale) as WeekLocale
  const known = info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay
  return known ?? (SATURDAY.test(locale) ? 6 : SUNDAY.test(locale) ? 7 : 1)
}

const GREGORIAN = { timeZone: 'UTC', calendar: 'gregory' } as const

/** A day in words of a language. */
export function written(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, ...GREGORIAN }).format(instant(day))
}
