'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { followEvents } from '@/lib/task-events'
import type { TaskView } from '@/lib/tasks'

import { patchTasks } from './data'

/**
 * Shows what happens to the tasks elsewhere: in the chat, in another tab, by a program.
 * @returns Whether the page is told of changes just now.
 */
export function useLive(refresh: () => void): boolean {
  const client = useQueryClient()
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    const ending = new AbortController()
    void followEvents({
      path: '/api/tasks/events',
      signal: ending.signal,
      onState: (now) => !ending.signal.aborted && setConnected(now),
      onEvent: ({ event, data }) => {
        if (event === 'change') {
          const { task } = JSON.parse(data) as { task: TaskView | null }
          if (task !== null) patchTasks(client, (shown) => newer(shown, task))
        }
        refresh()
      },
    })
    return () => ending.abort()
  }, [client, refresh])
  return connected
}

function newer(shown: TaskView, told: TaskView): TaskView | null {
  if (shown.id !== told.id || shown.version >= told.version) return shown
  return told
}
