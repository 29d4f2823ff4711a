'use client'

import { createContext, use, useCallback, type ReactNode } from 'react'

import type { Person } from '@/lib/auth'
import type { ChatKitEnv } from '@/lib/env'
import { HttpProblem } from '@/lib/http'
import { signInPath } from '@/lib/next-path'

export type Viewing = {
  person: Person
  chatkit: ChatKitEnv
  /** Leaves for another page with a fresh load, so that nothing of this one is kept. */
  goTo: (path: string) => void
}

const Context = createContext<Viewing | null>(null)

type ViewerProps = Omit<Viewing, 'goTo'> & { goTo?: Viewing['goTo']; children: ReactNode }

/** Tells the pages below whose they are. */
export function Viewer({ children, goTo = leave, person, chatkit }: ViewerProps) {
  return <Context value={{ person, chatkit, goTo }}>{children}</Context>
}

export function useViewer(): Viewing {
  const viewing = use(Context)
  if (viewing === null) throw new Error('This page belongs under the dashboard layout.')
  return viewing
}

const UNKNOWN = 'That did not work. Try again.'
const ENDED = 'Your sign-in has ended. Sign in again to go on.'

/**
 * Turns a failure into a sentence. Where somebody was signed in and is no more, it also leads to
 * the sign-in page, and from there back here.
 */
export function useExplain(): (error: unknown) => string {
  const goTo = use(Context)?.goTo
  return useCallback(
    (error) => {
      const ended = error instanceof HttpProblem && error.kind === 'signed-out'
      if (!ended || goTo === undefined) return error instanceof Error ? error.message : UNKNOWN
      goTo(signInPath(window.location.pathname, 'ended'))
      return ENDED
    },
    [goTo],
  )
}

export function leave(path: string): void {
  window.location.assign(path)
}
