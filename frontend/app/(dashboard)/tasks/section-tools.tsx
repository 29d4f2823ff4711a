'use client'

import { useState } from 'react'

import { PencilIcon, TrashIcon } from './icons'
import { Sheet } from './sheet'
import { DeleteStructure, Rename } from './view-head'

type SectionToolsProps = { id: string; name: string }

export function SectionTools({ id, name }: SectionToolsProps) {
  const [asking, setAsking] = useState<'name' | 'delete' | null>(null)
  const close = (): void => setAsking(null)
  return (
    <span className="section-tools">
      <button
        type="button"
        className="icon-button"
        aria-label={`Rename the section ${name}`}
        title="Rename"
        onClick={() => setAsking('name')}
      >
        <PencilIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Delete the section ${name}`}
        title="Delete"
        onClick={() => setAsking('delete')}
      >
        <TrashIcon />
      </button>
      {asking === 'name' && (
        <Sheet title="Rename the section" onClose={close}>
          <Rename kind="sections" id={id} name={name} onClose={close} />
        </Sheet>
      )}
      {asking === 'delete' && (
        <DeleteStructure kind="sections" id={id} name={name} onClose={close} />
      )}
    </span>
  )
}
