'use client'

import { createContext, use, type ReactNode } from 'react'

import type { Person } from '@/lib/auth'
import type { ChatKitEnv } from '@/lib/env'

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

export function leave(path: string): void {
  window.location.assign(path)
}
