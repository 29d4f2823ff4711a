'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

import { isFinished, type TaskView } from '@/lib/tasks'

import { goToView, openTask } from './address'
import type { Desk } from './desk'

type Keys = {
  desk: Desk
  /** The tasks of the list, in their order. */
  tasks: TaskView[]
  focusQuickAdd: () => void
  focusSearch: () => void
}

const GO = {
  t: 'today',
  u: 'upcoming',
  o: 'overdue',
  i: 'inbox',
  a: 'all',
} as const

/** One hand on the keys: everything that the list can do, while nothing is being typed. */
export function useKeyboard(keys: Keys): void {
  const going = useRef(false)
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event) || event.defaultPrevented || event.altKey) return
    const deed = (going.current ? withG(event) : null) ?? deedOf(event, keys)
    going.current = event.key === 'g' && deed === null
    if (deed !== null) act(event, deed)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function withG({ key }: KeyboardEvent): Act {
  return key in GO ? () => goToView({ kind: GO[key as keyof typeof GO] }) : null
}

function deedOf(event: KeyboardEvent, keys: Keys): Act {
  return event.ctrlKey || event.metaKey ? withControl(event, keys) : plain(event, keys)
}

function act(event: KeyboardEvent, deed: () => void): void {
  event.preventDefault()
  deed()
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('dialog[open]') !== null) return true
  return target.closest('input, textarea, select, [contenteditable="true"]') !== null
}

type Act = (() => void) | null

function withControl({ key }: KeyboardEvent, { desk }: Keys): Act {
  if (key === 'a') return desk.selection.all
  if (key === 'z') return desk.actions.undoLast
  return null
}

function plain(event: KeyboardEvent, keys: Keys): Act {
  const { desk, tasks } = keys
  const anywhere: Record<string, () => void> = {
    q: keys.focusQuickAdd,
    '/': keys.focusSearch,
    '?': () => desk.ask({ kind: 'help' }),
    z: desk.actions.undoLast,
    j: () => step(tasks, 1),
    k: () => step(tasks, -1),
    ArrowDown: () => step(tasks, 1),
    ArrowUp: () => step(tasks, -1),
    Escape: () => (desk.selection.active ? desk.selection.clear() : openTask(null)),
  }
  return anywhere[event.key] ?? ofTask(event, keys)
}

function ofTask(event: KeyboardEvent, { desk, tasks }: Keys): Act {
  const { selection, ask, setEditing } = desk
  const current = currentTask(tasks)
  const those = selection.ids.size > 0 ? tasks.filter(({ id }) => selection.ids.has(id)) : current
  const [first] = current
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (first === undefined && those.length === 0) return null
  const deeds: Record<string, () => void> = {
    x: () => first && selection[event.shiftKey ? 'extendTo' : 'toggle'](first.id),
    e: () => first && setEditing(first.id),
    c: () => complete(those, desk),
    d: () => ask({ kind: 'date', tasks: those }),
    m: () => ask({ kind: 'move', tasks: those }),
    l: () => ask({ kind: 'labels', tasks: those }),
    '#': () => remove(those, desk),
    Delete: () => remove(those, desk),
  }
  return deeds[key] ?? null
}

function complete(tasks: TaskView[], { actions, selection }: Desk): void {
  selection.clear()
  const open = tasks.filter((task) => !isFinished(task))
  if (open.length > 0) void actions.complete(open)
  else void actions.reopen(tasks)
}

/** One task can be undone; several are asked about first. */
export function remove(tasks: TaskView[], { actions, ask }: Desk): void {
  if (tasks.length > 1) ask({ kind: 'delete', tasks })
  else void actions.remove(tasks)
}

/** The task whose row has the focus. */
function currentTask(tasks: TaskView[]): TaskView[] {
  const id = document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset.task
  return tasks.filter((task) => task.id === id)
}

function step(tasks: TaskView[], by: 1 | -1): void {
  const [current] = currentTask(tasks)
  const at = current === undefined ? -1 : tasks.indexOf(current)
  const next = at < 0 ? (by > 0 ? 0 : tasks.length - 1) : at + by
  focusTask(tasks[Math.min(Math.max(next, 0), tasks.length - 1)]?.id)
}

export function focusTask(id: string | undefined): void {
  if (id === undefined) return
  const row = document.querySelector(`[data-task="${CSS.escape(id)}"]`)
  const title = row?.querySelector<HTMLElement>('button.task-title') ?? row?.querySelector('button')
  title?.focus()
  title?.scrollIntoView({ block: 'nearest' })
}

/** A row that leaves the list hands the focus to the one that takes its place. */
export function useFocusKept(tasks: TaskView[]): void {
  const focused = useRef<{ id: string; index: number } | null>(null)
  useEffect(() => {
    const note = (): void => {
      const [current] = currentTask(tasks)
      if (current) focused.current = { id: current.id, index: tasks.indexOf(current) }
      else if (document.activeElement !== document.body) focused.current = null
    }
    note()
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [tasks])
  useEffect(() => {
    const was = focused.current
    if (was === null || document.activeElement !== document.body) return
    if (tasks.some(({ id }) => id === was.id)) return
    focusTask((tasks[was.index] ?? tasks.at(-1))?.id)
  }, [tasks])
}
