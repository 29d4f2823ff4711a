import { format, getDate, getDay, parseISO } from 'date-fns'

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

export type Preset = { rrule: string; words: string }

/** The rules that people mostly mean, for a task that is due on this day. */
export function presetsFor(day: string): Preset[] {
  const date = parseISO(day)
  const weekday = format(date, 'EEEE')
  return [
    { rrule: 'FREQ=DAILY', words: 'Every day' },
    { rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', words: 'Every weekday' },
    { rrule: `FREQ=WEEKLY;BYDAY=${DAYS[getDay(date)]}`, words: `Every ${weekday}` },
    {
      rrule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${DAYS[getDay(date)]}`,
      words: `Every other ${weekday}`,
    },
    {
      rrule: `FREQ=MONTHLY;BYMONTHDAY=${getDate(date)}`,
      words: `Every month on the ${format(date, 'do')}`,
    },
    { rrule: 'FREQ=YEARLY', words: `Every year on ${format(date, 'd MMMM')}` },
  ]
}
