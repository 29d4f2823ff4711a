import { api } from './api'
import { followEvents } from './task-events'
import type { Due } from './tasks'

/** A reminder that has gone out. */
export type ReminderView = {
  id: string
  task: { id: string; number: number; title: string; due: Due | null }
  remind_at: string
}

export type ReminderNews = { shown: ReminderView } | { gone: string }

/** Those that nobody has seen yet. */
export async function unseenReminders(): Promise<ReminderView[]> {
  const { reminders } = await api<{ reminders: ReminderView[] }>(
    '/api/reminders?acknowledged=false',
  )
  return reminders
}

/** Takes reminders off every page of the person. */
export async function acknowledge(ids: string[]): Promise<void> {
  await api('/api/reminders/acknowledge', { method: 'POST', json: { ids } })
}

type Following = {
  signal: AbortSignal
  onNews: (news: ReminderNews, first: boolean) => void
}

const CHANNEL = 'errand-reminders'

/**
 * Follows the reminders of the person. Of all tabs of a browser one asks the server and tells the
 * others: a browser opens few connections to one place, and nobody wants to be told three times.
 * @param onNews - `first` is true in the tab that asks, so that one alone notifies.
 */
export async function followReminders({ signal, onNews }: Following): Promise<void> {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  signal.addEventListener('abort', () => channel?.close())
  channel?.addEventListener('message', ({ data }) => onNews(data as ReminderNews, false))
  const ask = (): Promise<void> =>
    followEvents({
      path: '/api/reminders/stream',
      signal,
      onState: () => undefined,
      onEvent: ({ event, data }) => {
        const news = newsOf(event, data)
        if (news === null) return
        onNews(news, true)
        channel?.postMessage(news)
      },
    })
  // Locks are there in secure contexts alone; without them each tab asks for itself.
  const locks = 'locks' in navigator ? navigator.locks : null
  if (locks === null) return ask()
  await locks.request(CHANNEL, { signal }, ask).catch(() => undefined)
}

function newsOf(event: string | undefined, data: string): ReminderNews | null {
  if (event === 'reminder') return { shown: JSON.parse(data) as ReminderView }
  if (event === 'acknowledged') return { gone: (JSON.parse(data) as { id: string }).id }
  return null
}
