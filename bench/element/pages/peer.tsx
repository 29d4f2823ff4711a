/** A page that shows the answer with a component of React, and follows its end as a chat does. */
import { useEffect, useLayoutEffect, useState, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { offer } from './feed'

export type Answer = ComponentType<{ text: string; streaming: boolean }>

export function present(Shown: Answer): void {
  const root = document.querySelector('#root') ?? document.body
  const pane = document.querySelector('#pane') ?? document.body

  function Page() {
    const [{ text, over }, say] = useState({ text: '', over: false })
    useEffect(
      () =>
        offer(
          (text, over) => say({ text, over }),
          () => (root.textContent ?? '').length,
        ),
      [],
    )
    useLayoutEffect(() => {
      pane.scrollTop = pane.scrollHeight
    })
    return <Shown text={text} streaming={!over} />
  }

  createRoot(root).render(<Page />)
}
