'use client'

import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'

import { CloseIcon } from './icons'

export type Toast = {
  text: string
  tone?: 'done' | 'problem'
  /** The way on, such as Undo. */
  action?: { label: string; run: () => void }
}

type Shown = Toast & { id: number }
type Toasts = { show: (toast: Toast) => void; clear: () => void }

const Context = createContext<Toasts>({ show: () => undefined, clear: () => undefined })
const LASTS_MS = 8_000
const PROBLEM_LASTS_MS = 15_000
const MOST = 3

export function useToasts(): Toasts {
  return use(Context)
}

/** Short words about what was just done, with the way back. They wait while they are looked at. */
export function ToastArea({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([])
  const [held, setHeld] = useState(false)
  const next = useRef(0)

  const show = useCallback((toast: Toast) => {
    next.current += 1
    const id = next.current
    setShown((before) => [...before, { ...toast, id }].slice(-MOST))
  }, [])
  const clear = useCallback(() => setShown([]), [])
  const drop = useCallback((id: number) => {
    setShown((before) => before.filter((toast) => toast.id !== id))
  }, [])
  const toasts = useMemo(() => ({ show, clear }), [show, clear])

  return (
    <Context value={toasts}>
      {children}
      <section
        className="toasts"
        aria-label="What just happened"
        onMouseEnter={() => setHeld(true)}
        onMouseLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <div role="status" aria-live="polite" className="visually-hidden">
          {shown.at(-1)?.text}
        </div>
        {shown.map((toast) => (
          <ToastRow key={toast.id} toast={toast} held={held} onGone={drop} />
        ))}
      </section>
    </Context>
  )
}

type ToastRowProps = { toast: Shown; held: boolean; onGone: (id: number) => void }

function ToastRow({ toast, held, onGone }: ToastRowProps) {
  const { id, text, tone = 'done', action } = toast
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => onGone(id), tone === 'done' ? LASTS_MS : PROBLEM_LASTS_MS)
    return () => clearTimeout(timer)
  }, [held, id, onGone, tone])

  return (
    <div className={`toast toast-${tone}`}>
      <p>{text}</p>
      {action && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            onGone(id)
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="icon-button toast-close"
        aria-label="Dismiss"
        onClick={() => onGone(id)}
      >
        <CloseIcon />
      </button>
    </div>
  )
}
