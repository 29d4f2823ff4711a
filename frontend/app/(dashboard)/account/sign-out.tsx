'use client'

import { useState } from 'react'

import { signOut } from '@/lib/account'

import { Notice } from '../../_ui/notice'
import { useViewer } from '../../_ui/viewer'

export function SignOut() {
  const { person, goTo } = useViewer()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function leave(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await signOut(person.id)
      goTo('/sign-in')
    } catch {
      setBusy(false)
      setProblem('The server could not be told, so you are still signed in. Try again.')
    }
  }

  return (
    <section className="panel" aria-labelledby="sign-out">
      <h2 id="sign-out">Sign out</h2>
      <p>Ends the sign-in of this browser, and forgets which conversation was open in it.</p>
      {problem !== null && <Notice>{problem}</Notice>}
      <button type="button" className="button button-danger" disabled={busy} onClick={leave}>
        Sign out
      </button>
    </section>
  )
}
