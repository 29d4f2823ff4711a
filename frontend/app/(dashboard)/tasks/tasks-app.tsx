'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'

import { HttpProblem } from '@/lib/http'

import { ToastArea } from './toasts'
import { Workspace } from './workspace'

const FRESH_MS = 30_000
const MOST_RETRIES = 2

export function TasksApp() {
  const [client] = useState(newClient)
  return (
    <QueryClientProvider client={client}>
      <ToastArea>
        <Workspace />
      </ToastArea>
    </QueryClientProvider>
  )
}

/** What the live stream tells makes lists old; the time is for when it cannot be had. */
function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < MOST_RETRIES && isPassing(error),
      },
    },
  })
}

function isPassing(error: Error): boolean {
  return error instanceof HttpProblem && ['offline', 'slow', 'broken'].includes(error.kind)
}
