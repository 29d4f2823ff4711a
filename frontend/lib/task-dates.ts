import { TZDate } from '@date-fns/tz'
import {
  addDays,
  differenceInCalendarDays,
  format,
  isSameYear,
  parseISO,
  startOfWeek,
} from 'date-fns'

import type { Due } from './tasks'

export type WeekStart = 'monday' | 'sunday' | 'saturday'
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** What a person's own clock and calendar are. */
export type Calendar = {
  zone: string
  weekStart: WeekStart
  dateOrder: DateOrder
  /** Their day, such as 2026-11-25. */
  today: string
}

/** A day without a clock, as the API writes it. */
const DAY = 'yyyy-MM-dd'
const FIRST_DAYS = { sunday: 0, monday: 1, saturday: 6 } as const

export function todayIn(zone: string, now = new Date()): string {
  return format(new TZDate(now.getTime(), zone), DAY)
}

export function shiftDay(day: string, days: number): string {
  return format(addDays(parseISO(day), days), DAY)
}

/** The day and the time of day that a due date is on the person's own wall; no time for a day. */
export function onTheWall(due: Due, zone: string): { day: string; time: string | null } {
  if ('date' in due) return { day: due.date, time: null }
  if (due.tz === zone) return { day: due.local.slice(0, 10), time: due.local.slice(11, 16) }
  const there = new TZDate(...partsOf(due.local), due.tz)
  const here = there.withTimeZone(zone)
  return { day: format(here, DAY), time: format(here, 'HH:mm') }
}

function partsOf(local: string): [number, number, number, number, number] {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/\D/).map(Number)
  return [year, month - 1, day, hour, minute]
}

/** Today, Tomorrow, a weekday of the week to come, or the date itself. */
export function relativeDay(day: string, { today, dateOrder }: Calendar): string {
  const days = differenceInCalendarDays(parseISO(day), parseISO(today))
  if (days === 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  if (days === -1) return 'Yesterday'
  if (days > 1 && days < 7) return format(parseISO(day), 'EEEE')
  return shortDate(day, today, dateOrder)
}

export function relativeDue(due: Due, calendar: Calendar): string {
  const { day, time } = onTheWall(due, calendar.zone)
  return time === null ? relativeDay(day, calendar) : `${relativeDay(day, calendar)} ${time}`
}

function shortDate(day: string, today: string, order: DateOrder): string {
  const date = parseISO(day)
  const withYear = !isSameYear(date, parseISO(today))
  if (order === 'ymd') return day
  if (order === 'mdy') return format(date, withYear ? 'MMM d, yyyy' : 'MMM d')
  return format(date, withYear ? 'd MMM yyyy' : 'd MMM')
}

/** Weekday and whole date, in the person's order: Wed 25 Nov 2026. */
export function wholeDate(day: string, order: DateOrder): string {
  const patterns = { dmy: 'EEE d MMM yyyy', mdy: 'EEE, MMM d, yyyy', ymd: 'EEE yyyy-MM-dd' }
  return format(parseISO(day), patterns[order])
}

/** When something happened, on the person's own wall. */
export function moment(instant: string, { zone, today, dateOrder }: Calendar): string {
  const here = new TZDate(Date.parse(instant), zone)
  const day = format(here, DAY)
  return `${relativeDay(day, { zone, today, dateOrder, weekStart: 'monday' })} ${format(here, 'HH:mm')}`
}

export function dayOf(instant: string, zone: string): string {
  return format(new TZDate(Date.parse(instant), zone), DAY)
}

export type Suggestion = { label: string; day: string }

/** The days that people mostly put things off to; each is named once. */
export function suggestions({ today, weekStart }: Calendar): Suggestion[] {
  const weekStartsOn = FIRST_DAYS[weekStart]
  const nextWeek = format(addDays(startOfWeek(parseISO(today), { weekStartsOn }), 7), DAY)
  const saturday = format(startOfWeek(addDays(parseISO(today), 6), { weekStartsOn: 6 }), DAY)
  const wanted = [
    { label: 'Today', day: today },
    { label: 'Tomorrow', day: shiftDay(today, 1) },
    { label: 'This weekend', day: saturday },
    { label: 'Next week', day: nextWeek },
  ]
  return wanted.filter(({ day }, index) => wanted.findIndex((one) => one.day === day) === index)
}

export type Bucket = 'Overdue' | 'Today' | 'Tomorrow' | 'Next 7 days' | 'Later' | 'No date'

export const BUCKETS: readonly Bucket[] = [
  'Overdue',
  'Today',
  'Tomorrow',
  'Next 7 days',
  'Later',
  'No date',
]

export function bucketOf(due: Due | null, overdue: boolean, calendar: Calendar): Bucket {
  if (due === null) return 'No date'
  if (overdue) return 'Overdue'
  const days = differenceInCalendarDays(
    parseISO(onTheWall(due, calendar.zone).day),
    parseISO(calendar.today),
  )
  if (days <= 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  return days <= 7 ? 'Next 7 days' : 'Later'
}

/** The same day, with the time of day that there was. */
export function dueOn(day: string, time: string, zone: string): Due {
  return time === '' ? { date: day } : { local: `${day}T${time}`, tz: zone }
}

export function minutesInWords(minutes: number): string {
  if (minutes === 0) return 'when it is due'
  const units = [
    [1440, 'day'],
    [60, 'hour'],
    [1, 'minute'],
  ] as const
  const [size, name] = units.find(([size]) => minutes % size === 0) ?? [1, 'minute']
  const count = minutes / size
  return `${count} ${name}${count === 1 ? '' : 's'} before`
}

/** A length of work in few letters: 1 h 30 min. */
export function estimateInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}
