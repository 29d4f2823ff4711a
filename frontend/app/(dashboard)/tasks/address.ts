'use client'

import { useMemo, useSyncExternalStore, type MouseEvent } from 'react'

import { openTaskAt, pathOf, viewAt, withTask, type View } from '@/lib/task-views'

const CHANGED = 'errand:address'

/** What the address says, and how to go elsewhere without leaving the page; Back works. */
export function useAddress(): { view: View; openTask: string | null; path: string } {
  const path = useSyncExternalStore(follow, currentPath, () => '/tasks')
  return useMemo(() => {
    const [pathname = '', search = ''] = path.split('?')
    return { view: viewAt(pathname, search), openTask: openTaskAt(search), path }
  }, [path])
}

export function goTo(path: string, how: 'push' | 'replace' = 'push'): void {
  if (path === currentPath()) return
  window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', path)
  window.dispatchEvent(new Event(CHANGED))
}

export function goToView(view: View): void {
  goTo(pathOf(view))
}

/** Opens a task beside the list; from one task to the next is no step of its own for Back. */
export function openTask(id: string | null): void {
  const path = currentPath()
  const another = id !== null && openTaskAt(path.split('?')[1] ?? '') !== null
  goTo(withTask(path, id), another ? 'replace' : 'push')
}

/** What a link does here when it is clicked plainly; a new tab stays the browser's affair. */
export function followLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  goTo(event.currentTarget.pathname + event.currentTarget.search)
}

function currentPath(): string {
  return window.location.pathname + window.location.search
}

function follow(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(CHANGED, listener)
  }
}
