'use client'

import { useDroppable } from '@dnd-kit/react'
import { useState, type ComponentType } from 'react'

import { addProject } from '@/lib/task-deeds'
import { pathOf, type View } from '@/lib/task-views'

import { useExplain } from '../../_ui/viewer'
import { followLink, goToView } from './address'
import { useCounts, useLabels, useProjects } from './data'
import {
  AllIcon,
  CompletedIcon,
  InboxIcon,
  LabelIcon,
  OverdueIcon,
  PlusIcon,
  ProjectIcon,
  TodayIcon,
  TrashIcon,
  UpcomingIcon,
} from './icons'

type SidebarProps = { view: View; refresh: () => void; onGone?: () => void }

/** Every view of the tasks, with how much is in it; tasks can be dropped on some. */
export function Sidebar({ view, refresh, onGone }: SidebarProps) {
  const counts = useCounts()
  const inbox = useProjects()?.inbox_open
  const plain: [View, string, ComponentType, number | undefined, boolean?][] = [
    [{ kind: 'today' }, 'Today', TodayIcon, counts?.today],
    [{ kind: 'upcoming' }, 'Upcoming', UpcomingIcon, counts?.upcoming],
    [{ kind: 'overdue' }, 'Overdue', OverdueIcon, counts?.overdue, true],
    [{ kind: 'inbox' }, 'Inbox', InboxIcon, inbox],
    [{ kind: 'all' }, 'All tasks', AllIcon, counts?.open],
  ]
  return (
    <nav className="sidebar" aria-label="Task views" onClick={onGone && leaving(onGone)}>
      <ul>
        {plain.map(([to, name, Icon, count, late]) => (
          <Entry key={name} to={to} name={name} here={view} count={count} late={late} icon={Icon} />
        ))}
      </ul>
      <Projects view={view} refresh={refresh} />
      <Labels view={view} />
      <ul>
        <Entry to={{ kind: 'completed' }} name="Completed" here={view} icon={CompletedIcon} />
        <Entry to={{ kind: 'trash' }} name="Trash" here={view} icon={TrashIcon} />
      </ul>
    </nav>
  )
}

function leaving(onGone: () => void) {
  return (event: React.MouseEvent): void => {
    if ((event.target as Element).closest('a') !== null) onGone()
  }
}

type EntryProps = {
  to: View
  name: string
  here: View
  icon: ComponentType
  count?: number
  late?: boolean
}

function Entry({ to, name, here, icon: Icon, count = 0, late = false }: EntryProps) {
  const path = pathOf(to)
  const takes = to.kind === 'today' || to.kind === 'inbox' || to.kind === 'project'
  const { ref, isDropTarget } = useDroppable({
    id: `place:${path}`,
    type: 'place',
    accept: 'task',
    data: { place: { name, view: to } },
    disabled: !takes,
  })
  return (
    <li>
      <a
        ref={ref}
        href={path}
        aria-current={pathOf(here) === path ? 'page' : undefined}
        data-drop={isDropTarget}
        onClick={followLink}
      >
        <Icon />
        <span className="entry-name">{name}</span>
        {count > 0 && (
          <span className={late ? 'entry-count entry-late' : 'entry-count'}>
            {count}
            <span className="visually-hidden"> tasks</span>
          </span>
        )}
      </a>
    </li>
  )
}

function Projects({ view, refresh }: { view: View; refresh: () => void }) {
  const projects = useProjects()?.projects
  const [adding, setAdding] = useState(false)
  return (
    <section aria-labelledby="sidebar-projects">
      <header>
        <h2 id="sidebar-projects">Projects</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="New project"
          title="New project"
          onClick={() => setAdding(true)}
        >
          <PlusIcon />
        </button>
      </header>
      {adding && (
        <NewName
          label="Name of the project"
          onClose={() => setAdding(false)}
          onName={async (name) => {
            const made = await addProject(name, crypto.randomUUID())
            refresh()
            goToView({ kind: 'project', id: made.id })
          }}
        />
      )}
      <ul>
        {projects
          ?.filter(({ archived_at }) => archived_at === null)
          .map(({ id, name, open }) => (
            <Entry
              key={id}
              to={{ kind: 'project', id }}
              name={name}
              here={view}
              count={open}
              icon={ProjectIcon}
            />
          ))}
      </ul>
    </section>
  )
}

function Labels({ view }: { view: View }) {
  const labels = useLabels()
  if (labels === undefined || labels.length === 0) return null
  return (
    <section aria-labelledby="sidebar-labels">
      <header>
        <h2 id="sidebar-labels">Labels</h2>
      </header>
      <ul>
        {labels.map(({ id, name, open }) => (
          <Entry
            key={id}
            to={{ kind: 'label', id }}
            name={name}
            here={view}
            count={open}
            icon={LabelIcon}
          />
        ))}
      </ul>
    </section>
  )
}

type NewNameProps = {
  label: string
  /** Named already, for renaming. */
  initial?: string
  onName: (name: string) => Promise<void>
  onClose: () => void
}

/** One line for a name: Enter keeps it, Escape gives it up, and a refusal leaves what was typed. */
export function NewName({ label, initial = '', onName, onClose }: NewNameProps) {
  const explain = useExplain()
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)

  async function save(): Promise<void> {
    if (name.trim() === '' || name.trim() === initial) return onClose()
    try {
      await onName(name.trim())
      onClose()
    } catch (error) {
      setProblem(explain(error))
    }
  }

  return (
    <form
      className="new-name"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={200}
        autoFocus
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        onBlur={() => name.trim() === '' && onClose()}
      />
      {problem !== null && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
    </form>
  )
}
