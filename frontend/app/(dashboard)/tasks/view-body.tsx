'use client'

import { useCallback, type RefObject } from 'react'

import type { Group } from '@/lib/task-groups'
import { isOrdered, type View } from '@/lib/task-views'

import { Notice } from '../../_ui/notice'
import { useExplain } from '../../_ui/viewer'
import type { useTaskList } from './data'
import { useDesk } from './desk'
import { EmptyView, Waiting } from './empty'
import { QuickAdd } from './quick-add'
import { LoadMore, TaskList } from './task-list'
import { TrashList } from './trash'
import { NewSection, useViewTitle, ViewHead } from './view-head'

type ViewBodyProps = {
  list: ReturnType<typeof useTaskList>
  groups: Group[]
  openTask: string | null
  connected: boolean
  add: RefObject<HTMLInputElement | null>
  onMenu: () => void
}

/** The view itself: its name, the line to add a task, and its tasks. */
export function ViewBody({ list, groups, openTask, connected, add, onMenu }: ViewBodyProps) {
  const { view } = useDesk()
  const title = useViewTitle(view)
  return (
    <div className="view">
      <title>{`${title} · Errand`}</title>
      <ViewHead title={title} onMenu={onMenu} />
      {!connected && (
        <p className="offline-note" role="status">
          Not connected just now. What you see may be out of date; trying again…
        </p>
      )}
      {takesTasks(view) && <QuickAdd input={add} />}
      <ViewTasks list={list} groups={groups} openTask={openTask} />
      {view.kind === 'project' && <NewSection project={view.id} />}
    </div>
  )
}

type ViewTasksProps = Pick<ViewBodyProps, 'list' | 'groups' | 'openTask'>

function ViewTasks({ list, groups, openTask }: ViewTasksProps) {
  const { view } = useDesk()
  const explain = useExplain()
  const { tasks, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (error !== null && tasks === null) {
    return (
      <Notice
        action={
          <button type="button" className="button button-small" onClick={() => void refetch()}>
            Try again
          </button>
        }
      >
        {explain(error)}
      </Notice>
    )
  }
  if (view.kind === 'search' && view.q.trim() === '') {
    return <p className="muted">Type some words of a title or of notes.</p>
  }
  if (tasks === null) return <Waiting />
  return (
    <>
      {tasks.length === 0 && <EmptyView kind={view.kind} />}
      {view.kind === 'trash' ? (
        tasks.length > 0 && <TrashList tasks={tasks} />
      ) : (
        <TaskList groups={groups} openTask={openTask} movable={isMovable(view)} />
      )}
      {hasNextPage && <LoadMore busy={isFetchingNextPage} onMore={more} />}
    </>
  )
}

/** In an order of one's own, and from day to day. */
function isMovable(view: View): boolean {
  return isOrdered(view) || view.kind === 'upcoming'
}

function takesTasks({ kind }: View): boolean {
  return kind !== 'trash' && kind !== 'completed' && kind !== 'search'
}
