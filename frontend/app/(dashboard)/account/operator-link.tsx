'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'

import { isOperator } from '@/lib/operator'

import { useViewer } from '../../_ui/viewer'

/** The way to the operator's page, for operators; nothing at all for everybody else. */
export function OperatorLink() {
  const { person } = useViewer()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    let current = true
    isOperator(person.id).then(
      (operator) => current && setShown(operator),
      () => undefined, // Then there is no link; the other parts of the page say what is wrong.
    )
    return () => {
      current = false
    }
  }, [person.id])
  if (!shown) return null
  return (
    <section className="panel" aria-labelledby="operator">
      <h2 id="operator">Operation</h2>
      <p>You are an operator here: you may see how Errand runs, and who did what.</p>
      <Link className="button button-quiet" href="/operator">
        See how it runs
      </Link>
    </section>
  )
}
