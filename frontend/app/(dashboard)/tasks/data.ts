'use client'

import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { readPreferences } from '@/lib/account'
import { browserTimeZone } from '@/lib/client-secret'
import { todayIn, type Calendar } from '@/lib/task-dates'
import { queryOf, type View } from '@/lib/task-views'
import {
  listLabels,
  listProjects,
  listTasks,
  listTrash,
  readCounts,
  readTask,
  type TaskDetails,
  type TaskPage,
  type TaskView,
} from '@/lib/tasks'

export const KEYS = {
  me: ['me'],
  lists: ['tasks'],
  details: ['task'],
  counts: ['counts'],
  projects: ['projects'],
  labels: ['labels'],
} as const

/** Whatever a change of a task may have changed. */
const AFTER_A_CHANGE = [KEYS.lists, KEYS.details, KEYS.counts, KEYS.projects, KEYS.labels]

type Pages = InfiniteData<TaskPage, string | null>

export function useCalendar(): Calendar | null {
  const { data } = useQuery({ queryKey: KEYS.me, queryFn: readPreferences, staleTime: 60_000 })
  const zone = data?.time_zone ?? browserTimeZone()
  const today = useToday(zone)
  return useMemo(
    () =>
      data === undefined
        ? null
        : { zone, today, weekStart: data.week_start, dateOrder: data.date_order ?? 'dmy' },
    [data, zone, today],
  )
}

const MINUTE_MS = 60_000

/** The person's day; a page that stays open over midnight notices. */
function useToday(zone: string): string {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const look = (): void => setNow(new Date())
    const timer = setInterval(look, MINUTE_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return todayIn(zone, now)
}

export function useTaskList(view: View, today: string | null) {
  const query = today === null ? null : queryOf(view, today)
  const trash = view.kind === 'trash'
  const found = useInfiniteQuery({
    queryKey: [...KEYS.lists, trash ? 'trash' : query],
    queryFn: ({ pageParam, signal }) =>
      trash ? listTrash(pageParam, signal) : listTasks(query ?? {}, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.after : null),
    enabled: trash || query !== null,
  })
  const tasks = useMemo(() => unique(found.data?.pages), [found.data])
  return { ...found, tasks: found.data === undefined ? null : tasks }
}

/** A task that moved from one page to the next while they were read is shown once. */
function unique(pages: TaskPage[] = []): TaskView[] {
  const all = pages.flatMap((page) => page.tasks)
  return [...new Map(all.map((task) => [task.id, task])).values()]
}

export function useCounts() {
  return useQuery({ queryKey: KEYS.counts, queryFn: ({ signal }) => readCounts(signal) }).data
}

export function useProjects() {
  return useQuery({
    queryKey: KEYS.projects,
    queryFn: ({ signal }) => listProjects(signal),
    placeholderData: keepPreviousData,
  }).data
}

export function useLabels() {
  return useQuery({ queryKey: KEYS.labels, queryFn: ({ signal }) => listLabels(signal) }).data
}

export function useDetails(id: string, known: TaskView | undefined) {
  return useQuery({
    queryKey: [...KEYS.details, id],
    queryFn: ({ signal }) => readTask(id, signal),
    placeholderData: known && { task: known, subtasks: null, history: null },
    retry: false,
  })
}

/** Changes tasks wherever they are shown; null takes one off every list. */
export function patchTasks(client: QueryClient, patch: (task: TaskView) => TaskView | null): void {
  client.setQueriesData<Pages>({ queryKey: KEYS.lists }, (data) => data && patched(data, patch))
  client.setQueriesData<TaskDetails>(
    { queryKey: KEYS.details },
    (data) =>
      data && {
        ...data,
        task: patch(data.task) ?? data.task,
        subtasks: data.subtasks?.flatMap((task) => patch(task) ?? []) ?? null,
      },
  )
}

/** Puts the tasks of a list into another order. */
export function arrangeTasks(
  client: QueryClient,
  arrange: (tasks: TaskView[]) => TaskView[],
): void {
  client.setQueriesData<Pages>({ queryKey: KEYS.lists }, (data) => {
    if (data === undefined) return data
    const [first, ...rest] = data.pages
    if (first === undefined) return data
    const tasks = arrange(unique(data.pages))
    const emptied = rest.map((page) => ({ ...page, tasks: [] }))
    return { ...data, pages: [{ ...first, tasks }, ...emptied] }
  })
}

function patched(data: Pages, patch: (task: TaskView) => TaskView | null): Pages {
  const pages = data.pages.map((page) => ({
    ...page,
    tasks: page.tasks.flatMap((task) => patch(task) ?? []),
  }))
  return { ...data, pages }
}

/** What the server told before a change of ours would undo it on the page. */
export async function stopReading(client: QueryClient): Promise<void> {
  await Promise.all(AFTER_A_CHANGE.map((queryKey) => client.cancelQueries({ queryKey })))
}

export function readAnew(client: QueryClient): void {
  for (const queryKey of AFTER_A_CHANGE) void client.invalidateQueries({ queryKey })
}

export function snapshot(client: QueryClient): () => void {
  const kept = [KEYS.lists, KEYS.details].flatMap((queryKey) => client.getQueriesData({ queryKey }))
  return () => {
    for (const [key, data] of kept) client.setQueryData(key, data)
  }
}

export function knownTask(client: QueryClient, id: string): TaskView | undefined {
  const lists = client.getQueriesData<Pages>({ queryKey: KEYS.lists })
  for (const [, data] of lists) {
    const found = data?.pages.flatMap((page) => page.tasks).find((task) => task.id === id)
    if (found !== undefined) return found
  }
  return undefined
}
