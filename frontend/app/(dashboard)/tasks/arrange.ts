'use client'

import { move } from '@dnd-kit/helpers'
import type { DragEndEvent, DragOverEvent } from '@dnd-kit/react'
import { useMemo, useState } from 'react'

import { dropOf, type Group, type Row } from '@/lib/task-groups'
import { relativeDay, type Calendar } from '@/lib/task-dates'
import type { View } from '@/lib/task-views'
import type { TaskView } from '@/lib/tasks'

import { arranging, type Actions } from './actions'

/** Ids by group, while something is carried about. */
type Order = Record<string, string[]>

type Setting = {
  view: View
  groups: Group[]
  tasks: Map<string, TaskView>
  calendar: Calendar
  actions: Actions
}

export type Place = { name: string; view: View }

/** Carrying tasks to another place in the list, another day, or a project in the margin. */
export function useArranging(setting: Setting) {
  const [order, setOrder] = useState<Order | null>(null)
  const { groups } = setting

  const shown = useMemo(() => (order === null ? groups : ordered(groups, order)), [groups, order])

  function over(event: DragOverEvent): void {
    const place = event.operation.target?.type === 'place'
    setOrder((now) => {
      if (place || now === null) return now
      // A group is known by its own name; its empty list is a target of another.
      return move(now, event)
    })
  }

  function end(event: DragEndEvent): void {
    const { source, target } = event.operation
    const final = order
    setOrder(null)
    const task = setting.tasks.get(String(source?.id))
    if (event.canceled || task === undefined || final === null) return
    if (target?.type === 'place') putInto(task, target.data.place as Place, setting)
    else putDown(task, final, setting)
  }

  return {
    shown,
    carrying: order !== null,
    handlers: {
      onDragStart: () => setOrder(orderOf(groups)),
      onDragOver: over,
      onDragEnd: end,
    },
  }
}

function orderOf(groups: Group[]): Order {
  return Object.fromEntries(groups.map(({ id, rows }) => [id, rows.map(({ task }) => task.id)]))
}

/** The groups as they are while something is carried: what has gone meanwhile is left out. */
function ordered(groups: Group[], order: Order): Group[] {
  const rows = new Map<string, Row>(
    groups.flatMap((group) => group.rows.map((row) => [row.task.id, row] as const)),
  )
  return groups.map((group) => ({
    ...group,
    rows: (order[group.id] ?? []).flatMap((id) => rows.get(id) ?? []),
  }))
}

function putDown(task: TaskView, order: Order, setting: Setting): void {
  const { groups, calendar, actions } = setting
  const was = groups.find(({ rows }) => rows.some((row) => row.task.id === task.id))
  const now = groups.find(({ id }) => order[id]?.includes(task.id))
  if (now === undefined) return
  if (now.day === undefined) return putBeside(task, now, order[now.id] ?? [], setting)
  const words = `due ${relativeDay(now.day, calendar)}`
  if (now.id !== was?.id) void actions.reschedule([task], { date: now.day }, words)
}

function putBeside(task: TaskView, group: Group, ids: string[], setting: Setting): void {
  const { view, tasks, actions } = setting
  const before = group.rows.map((row) => row.task.id)
  if (before.join() === ids.join()) return
  const drop = dropOf(task, ids, tasks)
  const home = drop.position === undefined ? {} : homeOf(view, group)
  void actions.attempt(arranging(task, { ...drop, ...home }, group.section ?? null))
}

function homeOf(view: View, { section }: Group): { project: string; section?: string } {
  const project = view.kind === 'project' ? view.id : 'inbox'
  return section ? { project, section: section.id } : { project }
}

function putInto(task: TaskView, { name, view }: Place, { actions, calendar }: Setting): void {
  if (view.kind === 'today') {
    void actions.reschedule([task], { date: calendar.today }, 'due Today')
    return
  }
  const project = view.kind === 'project' ? view.id : 'inbox'
  void actions.move([task], { project }, name)
}
