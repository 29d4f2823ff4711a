/** Threads by the day on which they began, as a person in this place counts days. Pure. */
import type { Thread } from '../events'
import type { Translate } from '../locales'

export type Group = { words: string; threads: Thread[] }

/** An instant without a zone is UTC: browsers would read it as local time. */
export function instant(text: string): number {
  return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
}

/** Groups in the order in which the first of each comes. */
export function groupsOf(
  threads: readonly Thread[],
  { t, locale }: { t: Translate; locale: string },
  now: Date = new Date(),
): Group[] {
  const words = (thread: Thread): string => wordsFor(instant(thread.created_at), t, locale, now)
  return [...Map.groupBy(threads, words)].map(([name, members]) => ({
    words: name,
    threads: members,
  }))
}

function wordsFor(at: number, t: Translate, locale: string, now: Date): string {
  if (Number.isNaN(at)) return t('earlier')
  const midnight = (days: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime()
  if (at >= midnight(0)) return t('today')
  if (at >= midnight(1)) return t('yesterday')
  if (at >= midnight(7)) return t('thisWeek')
  return monthOf(new Date(at), locale, now)
}

function monthOf(at: Date, locale: string, now: Date): string {
  const thisYear = at.getFullYear() === now.getFullYear()
  const form: Intl.DateTimeFormatOptions = thisYear
    ? { month: 'long' }
    : { month: 'long', year: 'numeric' }
  const words = new Intl.DateTimeFormat(locale, form).format(at)
  // A heading begins with a capital, where a language has them.
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
}
