'use client'

import { move } from '@dnd-kit/helpers'
import type { DragEndEvent, DragOverEvent } from '@dnd-kit/react'
import { useMemo, useRef, useState } from 'react'

import { dropOf, type Group, type Row } from '@/lib/task-groups'
import { relativeDay, type Calendar } from '@/lib/task-dates'
import type { View } from '@/lib/task-views'
import type { TaskView } from '@/lib/tasks'

import { arranging, type Actions } from './actions'

/** A group is a target under this name, so that it takes tasks when it is empty. */
export function keyOf({ id }: Pick<Group, 'id'>): string {
  return `group:${id}`
}

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
  // The library asks within its own events, before anything is drawn again.
  const carried = useRef<Order | null>(null)
  const { groups } = setting

  function become(next: Order | null): void {
    carried.current = next
    setOrder(next)
  }

  const shown = useMemo(() => (order === null ? groups : ordered(groups, order)), [groups, order])

  function over(event: DragOverEvent): void {
    if (carried.current === null || event.operation.target?.type === 'place') return
    become(move(carried.current, event))
  }

  function end(event: DragEndEvent): void {
    const { source, target } = event.operation
    const final = carried.current
    become(null)
    const task = setting.tasks.get(String(source?.id))
    if (event.canceled || task === undefined || final === null) return
    if (target?.type === 'place') putInto(task, target.data.place as Place, setting)
    else putDown(task, final, setting)
  }

  return {
    shown,
    carrying: order !== null,
    handlers: {
      onDragStart: () => become(orderOf(groups)),
      onDragOver: over,
      onDragEnd: end,
    },
  }
}

function orderOf(groups: Group[]): Order {
  return Object.fromEntries(
    groups.map((group) => [keyOf(group), group.rows.map(({ task }) => task.id)]),
  )
}

/** The groups as they are while something is carried: what has gone meanwhile is left out. */
function ordered(groups: Group[], order: Order): Group[] {
  const rows = new Map<string, Row>(
    groups.flatMap((group) => group.rows.map((row) => [row.task.id, row] as const)),
  )
  return groups.map((group) => ({
    ...group,
    rows: (order[keyOf(group)] ?? []).flatMap((id) => rows.get(id) ?? []),
  }))
}

function putDown(task: TaskView, order: Order, setting: Setting): void {
  const { groups, calendar, actions } = setting
  const was = groups.find(({ rows }) => rows.some((row) => row.task.id === task.id))
  const now = groups.find((group) => order[keyOf(group)]?.includes(task.id))
  if (now === undefined) return
  if (now.day === undefined) return putBeside(task, now, order[keyOf(now)] ?? [], setting)
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
