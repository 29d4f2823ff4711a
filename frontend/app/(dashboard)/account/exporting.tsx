'use client'

import { useState } from 'react'

import { readExport, type ExportKind } from '@/lib/transfer'

import { Notice } from '../../_ui/notice'
import { useExplain } from '../../_ui/viewer'

const KINDS: { kind: ExportKind; label: string }[] = [
  { kind: 'json', label: 'Everything (JSON)' },
  { kind: 'csv', label: 'Tasks for spreadsheets (CSV)' },
  { kind: 'ics', label: 'Tasks for calendars (iCalendar)' },
]

/** Downloads carry the bearer, so the page fetches them and hands them to the browser. */
export function Exporting() {
  const explain = useExplain()
  const [busy, setBusy] = useState<ExportKind | null>(null)
  const [said, setSaid] = useState<{ tone: 'problem' | 'success'; text: string } | null>(null)

  async function fetchExport(kind: ExportKind): Promise<void> {
    setBusy(kind)
    setSaid(null)
    try {
      const { name, blob } = await readExport(kind)
      handOver(blob, name)
      setSaid({ tone: 'success', text: `${name} is in your downloads.` })
    } catch (error) {
      setSaid({ tone: 'problem', text: explain(error) })
    }
    setBusy(null)
  }

  return (
    <>
      <h3>Take out</h3>
      <p className="muted">
        “Everything” also holds the trash, the history of your tasks, your conversations and your
        settings.
      </p>
      {said !== null && <Notice tone={said.tone}>{said.text}</Notice>}
      <div className="exports">
        {KINDS.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            className="button button-quiet"
            disabled={busy !== null}
            onClick={() => void fetchExport(kind)}
          >
            {busy === kind ? 'One moment…' : label}
          </button>
        ))}
      </div>
    </>
  )
}

function handOver(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
