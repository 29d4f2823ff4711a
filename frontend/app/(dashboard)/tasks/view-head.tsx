'use client'

import { useState } from 'react'

import { addSection, deleteStructure, renameStructure, type StructureKind } from '@/lib/task-deeds'
import { wholeDate } from '@/lib/task-dates'
import type { View } from '@/lib/task-views'

import { goToView } from './address'
import { useLabels, useProjects } from './data'
import { useDesk } from './desk'
import { HelpIcon, MenuIcon, PencilIcon, PlusIcon, SelectIcon, TrashIcon } from './icons'
import { Sheet } from './sheet'
import { NewName } from './sidebar'

const TITLES: Partial<Record<View['kind'], string>> = {
  all: 'All tasks',
  today: 'Today',
  upcoming: 'Upcoming',
  overdue: 'Overdue',
  inbox: 'Inbox',
  completed: 'Completed',
  trash: 'Trash',
  search: 'Search',
}

/** What the view is called; a project and a label by their own names. */
export function useViewTitle(view: View): string {
  const projects = useProjects()?.projects
  const labels = useLabels()
  if (view.kind === 'project') return projects?.find(({ id }) => id === view.id)?.name ?? 'Project'
  if (view.kind === 'label') return labels?.find(({ id }) => id === view.id)?.name ?? 'Label'
  return TITLES[view.kind] ?? ''
}

type ViewHeadProps = { title: string; onMenu: () => void }

export function ViewHead({ title, onMenu }: ViewHeadProps) {
  const { view, calendar, selection, ask } = useDesk()
  const [renaming, setRenaming] = useState(false)
  const kind = view.kind === 'project' ? 'projects' : view.kind === 'label' ? 'labels' : null
  return (
    <header className="view-head">
      <button type="button" className="icon-button menu-button" aria-label="Views" onClick={onMenu}>
        <MenuIcon />
      </button>
      {renaming && kind !== null && 'id' in view ? (
        <Rename kind={kind} id={view.id} name={title} onClose={() => setRenaming(false)} />
      ) : (
        <h1>
          {title}
          {view.kind === 'today' && (
            <span className="count"> {wholeDate(calendar.today, calendar.dateOrder)}</span>
          )}
        </h1>
      )}
      <div className="view-tools">
        {kind !== null && 'id' in view && (
          <StructureTools
            kind={kind}
            id={view.id}
            name={title}
            onRename={() => setRenaming(true)}
          />
        )}
        <button
          type="button"
          className="icon-button"
          aria-label="Select tasks"
          aria-pressed={selection.active}
          title="Select tasks (x)"
          onClick={() => (selection.active ? selection.clear() : selection.start())}
        >
          <SelectIcon />
        </button>
        <button
          type="button"
          className="icon-button help-button"
          aria-label="Keyboard help"
          title="Keyboard help (?)"
          onClick={() => ask({ kind: 'help' })}
        >
          <HelpIcon />
        </button>
      </div>
    </header>
  )
}

type RenameProps = { kind: StructureKind; id: string; name: string; onClose: () => void }

export function Rename({ kind, id, name, onClose }: RenameProps) {
  const { actions } = useDesk()
  return (
    <NewName
      label="New name"
      initial={name}
      onClose={onClose}
      onName={async (next) => {
        await renameStructure(kind, id, next)
        actions.refresh()
      }}
    />
  )
}

type StructureToolsProps = {
  kind: 'projects' | 'labels'
  id: string
  name: string
  onRename: () => void
}

function StructureTools({ kind, id, name, onRename }: StructureToolsProps) {
  const [asking, setAsking] = useState(false)
  const what = kind === 'projects' ? 'project' : 'label'
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={`Rename ${what}`}
        title={`Rename ${what}`}
        onClick={onRename}
      >
        <PencilIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Delete ${what}`}
        title={`Delete ${what}`}
        onClick={() => setAsking(true)}
      >
        <TrashIcon />
      </button>
      {asking && (
        <DeleteStructure kind={kind} id={id} name={name} onClose={() => setAsking(false)} />
      )}
    </>
  )
}

type DeleteStructureProps = {
  kind: StructureKind
  id: string
  name: string
  onClose: () => void
}

const LEFT = {
  projects: 'Its tasks go to the inbox.',
  sections: 'Its tasks stay in the project.',
  labels: 'Tasks lose the label, and stay.',
}

export function DeleteStructure({ kind, id, name, onClose }: DeleteStructureProps) {
  const { actions } = useDesk()
  return (
    <Sheet title={`Delete “${name}”?`} onClose={onClose}>
      <p>{LEFT[kind]}</p>
      <div className="sheet-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-danger"
          onClick={() => {
            onClose()
            void actions.attempt({
              said: () => `Deleted “${name}”.`,
              run: () => deleteStructure(kind, id),
            })
            if (kind !== 'sections') goToView({ kind: 'all' })
          }}
        >
          Delete
        </button>
      </div>
    </Sheet>
  )
}

/** At the end of a project: another section. */
export function NewSection({ project }: { project: string }) {
  const { actions } = useDesk()
  const [adding, setAdding] = useState(false)
  if (adding) {
    return (
      <NewName
        label="Name of the section"
        onClose={() => setAdding(false)}
        onName={async (name) => {
          await addSection(project, name, crypto.randomUUID())
          actions.refresh()
        }}
      />
    )
  }
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      onClick={() => setAdding(true)}
    >
      <PlusIcon /> Add a section
    </button>
  )
}
