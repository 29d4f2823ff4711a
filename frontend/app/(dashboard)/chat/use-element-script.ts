'use client'

import { useCallback, useEffect, useState } from 'react'

const TAG = 'openai-chatkit'

/** Loads the element once per document; a load that failed can be tried again. */
export function useElementScript(src: string): { failed: boolean; retry: () => void } {
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (customElements.get(TAG)) return
    const script = findScript(src) ?? addScript(src)
    const giveUp = (): void => {
      script.remove()
      setFailed(true)
    }
    script.addEventListener('error', giveUp)
    return () => script.removeEventListener('error', giveUp)
  }, [src, attempt])

  const retry = useCallback(() => {
    setFailed(false)
    setAttempt((tried) => tried + 1)
  }, [])

  return { failed, retry }
}

function findScript(src: string): HTMLScriptElement | undefined {
  return [...document.scripts].find((script) => script.getAttribute('src') === src)
}

function addScript(src: string): HTMLScriptElement {
  const script = document.createElement('script')
  script.type = 'module'
  script.src = src
  document.head.append(script)
  return script
}
