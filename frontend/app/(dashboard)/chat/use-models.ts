'use client'

import { useEffect, useState } from 'react'

import { readModels, type OfferedModel } from '@/lib/account'

/**
 * The models to choose from in the composer; none until they are known, or where there is no choice.
 * @param ready - There is a client secret: the question for the list is not what gets it.
 */
export function useModels(ready: boolean): OfferedModel[] {
  const [models, setModels] = useState<OfferedModel[]>([])

  useEffect(() => {
    if (!ready) return
    let left = false
    // Without the list the usual model answers; the chat itself says what else is wrong.
    readModels()
      .then((found) => left || setModels(found))
      .catch(() => undefined)
    return () => {
      left = true
    }
  }, [ready])

  return models
}
