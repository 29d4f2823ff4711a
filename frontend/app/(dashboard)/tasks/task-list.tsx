'use client'

import { CollisionPriority } from '@dnd-kit/abstract'
import { useDroppable } from '@dnd-kit/react'
import { useEffect, useRef } from 'react'

import type { Group } from '@/lib/task-groups'

import { keyOf } from './arrange'
import { SectionTools } from './section-tools'
import { TaskRow } from './task-row'

type TaskListProps = {
  groups: Group[]
  openTask: string | null
  /** Whether tasks can be put elsewhere by hand. */
  movable: boolean
}

export function TaskList({ groups, openTask, movable }: TaskListProps) {
  return groups.map((group) => (
    <TaskGroup key={group.id} group={group} openTask={openTask} movable={movable} />
  ))
}

type TaskGroupProps = { group: Group; openTask: string | null; movable: boolean }

function TaskGroup({ group, openTask, movable }: TaskGroupProps) {
  const { id, title, hint, late, rows, section } = group
  const { ref, isDropTarget } = useDroppable({
    id: keyOf(group),
    type: 'group',
    accept: 'task',
    collisionPriority: CollisionPriority.Low,
    disabled: !movable,
  })
  const heading = `group-${id.replaceAll(/\W/g, '-')}`
  const open = rows.filter(({ task }) => task.status !== 'done').length
  if (title === null && rows.length === 0 && !movable) return null

  return (
    <section
      className={late ? 'task-group task-group-late' : 'task-group'}
      aria-labelledby={title === null ? undefined : heading}
    >
      {title !== null && (
        <header className="group-head">
          <h2 id={heading}>
            {title} {hint !== undefined && hint !== title && <span className="count">{hint}</span>}
          </h2>
          {section && <SectionTools id={section.id} name={section.name} />}
          {open > 0 && <span className="count group-count">{open}</span>}
        </header>
      )}
      <ul
        ref={ref}
        className="task-list"
        data-empty={rows.length === 0}
        data-drop={isDropTarget}
        aria-label={title ?? 'Tasks'}
      >
        {rows.map((row, index) => (
          <TaskRow
            key={row.task.id}
            {...row}
            group={keyOf(group)}
            dayKnown={group.known === true}
            index={index}
            movable={movable}
            open={openTask === row.task.id}
          />
        ))}
      </ul>
    </section>
  )
}

type MoreProps = { busy: boolean; onMore: () => void }

/** The next page comes as its place comes into sight, or when one asks for it. */
export function LoadMore({ busy, onMore }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const element = button.current
    if (element === null || typeof IntersectionObserver === 'undefined') return undefined
    const watch = new IntersectionObserver(
      (seen) => {
        if (!busy && seen.some(({ isIntersecting }) => isIntersecting)) onMore()
      },
      { rootMargin: '200px' },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [busy, onMore])
  return (
    <button
      ref={button}
      type="button"
      className="button button-quiet load-more"
      disabled={busy}
      onClick={onMore}
    >
      {busy ? 'Loading…' : 'Show more tasks'}
    </button>
  )
}
