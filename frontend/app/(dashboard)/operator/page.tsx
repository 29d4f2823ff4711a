'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'

import { Operation } from './operation'

export default function OperatorPage() {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false } } }),
  )
  return (
    <QueryClientProvider client={client}>
      <main id="main" className="page page-wide" tabIndex={-1}>
        <h1>Operation</h1>
        <Operation />
      </main>
    </QueryClientProvider>
  )
}
