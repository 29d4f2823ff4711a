'use client'

import { useEffect, useRef, useState, type RefObject } from 'react'

import { pathOf, type View } from '@/lib/task-views'

import { goTo, goToView } from './address'
import { SearchIcon } from './icons'

type SearchBoxProps = { view: View; input: RefObject<HTMLInputElement | null> }

const TYPING_MS = 200

/** Searches while one types; what is searched for stands in the address. */
export function SearchBox({ view, input }: SearchBoxProps) {
  const shown = view.kind === 'search' ? view.q : ''
  const [draft, setDraft] = useState(shown)
  const [seen, setSeen] = useState(shown)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (seen !== shown) {
    // The address moved on without us: Back, or another view.
    setSeen(shown)
    if (document.activeElement !== input.current) setDraft(shown)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function type(text: string): void {
    setDraft(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => search(text), TYPING_MS)
  }

  function search(text: string): void {
    clearTimeout(timer.current)
    const path = pathOf({ kind: 'search', q: text })
    goTo(path, view.kind === 'search' ? 'replace' : 'push')
  }

  return (
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault()
        search(draft)
      }}
    >
      <SearchIcon />
      <input
        ref={input}
        type="search"
        aria-label="Search tasks"
        placeholder="Search"
        value={draft}
        maxLength={200}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          clearTimeout(timer.current)
          setDraft('')
          event.currentTarget.blur()
          if (view.kind === 'search') goToView({ kind: 'all' })
        }}
      />
    </form>
  )
}
