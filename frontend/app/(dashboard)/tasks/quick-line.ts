'use client'

import { useEffect, useState } from 'react'

import { HttpProblem } from '@/lib/http'
import {
  NO_LINE,
  previewLine,
  retyped,
  type Line,
  type Place,
  type Understood,
} from '@/lib/quick-add'

/** Fast enough to feel at once, slow enough not to ask for every letter of a quick hand. */
const TYPING_MS = 120

type Read = { line: Line; understood: Understood }

export type QuickLine = {
  line: Line
  /** What was understood of the line, or of it as it was a moment ago. */
  understood: Understood | null
  /** Whether that is what stands there now. */
  current: boolean
  type: (text: string) => void
  ignore: (places: Place[]) => void
  choose: (start: number, value: string) => void
  put: (line: Line) => void
  /** Waits until the line as it stands was read. @throws {HttpProblem} */
  settled: () => Promise<Understood>
}

/** One line while it is typed, with what the server understands of it. */
export function useQuickLine(): QuickLine {
  const [line, setLine] = useState(NO_LINE)
  const [read, setRead] = useReading(line)

  async function settled(): Promise<Understood> {
    if (read?.line === line) return read.understood
    const understood = await previewLine(line)
    setRead({ line, understood })
    return understood
  }

  const empty = line.text.trim() === ''
  return {
    line,
    understood: empty ? null : (read?.understood ?? null),
    current: read?.line === line,
    type: (text) => setLine((before) => retyped(before, text)),
    ignore: (places) => setLine({ ...line, ignore: [...line.ignore, ...places] }),
    choose: (start, value) => setLine({ ...line, choices: { ...line.choices, [start]: value } }),
    put: setLine,
    settled,
  }
}

/** Asks once the fingers rest, and gives up what is no longer asked. */
function useReading(line: Line) {
  const [read, setRead] = useState<Read | null>(null)
  useEffect(() => {
    if (line.text.trim() === '') return undefined
    const stale = new AbortController()
    const timer = setTimeout(() => {
      previewLine(line, stale.signal).then(
        (understood) => !stale.signal.aborted && setRead({ line, understood }),
        // Not seeing what is understood is no reason to lose a word: adding tells what is wrong.
        (error: unknown) => {
          if (!(error instanceof HttpProblem)) throw error
        },
      )
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      stale.abort()
    }
  }, [line])
  return [read, setRead] as const
}
