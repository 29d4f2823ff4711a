'use client'

import { useEffect, useId, useRef, type ReactNode } from 'react'

import { CloseIcon } from './icons'

type SheetProps = {
  title: string
  children: ReactNode
  onClose: () => void
  /** A drawer comes from the side. */
  kind?: 'dialog' | 'drawer'
}

/** What one came for, rather than the cross. */
const FIRST = '.choice, .sheet-first, .sidebar [aria-current]'

/** A dialog over the page; Escape, its cross and a click beside it close it. */
export function Sheet({ title, children, onClose, kind = 'dialog' }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    element?.querySelector<HTMLElement>(FIRST)?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      className={`sheet sheet-${kind}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
