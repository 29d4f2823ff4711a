'use client'

import { useEffect, useState } from 'react'

import { useExplain } from '../../_ui/viewer'

/** The sentence for a failure; leads to the sign-in where that has ended, once. */
export function useExplained(error: Error | null): string | null {
  const explain = useExplain()
  const [said, setSaid] = useState<{ error: Error; sentence: string } | null>(null)
  useEffect(() => {
    if (error !== null) setSaid({ error, sentence: explain(error) })
  }, [error, explain])
  return error !== null && said?.error === error ? said.sentence : null
}
