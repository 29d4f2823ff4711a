'use client'

import { DragDropProvider } from '@dnd-kit/react'
import { useMemo, useRef, useState } from 'react'

import type { Calendar } from '@/lib/task-dates'
import { groupsOf } from '@/lib/task-groups'
import { pathOf, type View } from '@/lib/task-views'
import type { TaskView } from '@/lib/tasks'

import { useActions, type Actions } from './actions'
import { useAddress } from './address'
import { useArranging } from './arrange'
import { BulkBar } from './bulk-bar'
import { useCalendar, useProjects, useTaskList } from './data'
import { useDeeds } from './deeds'
import { DeskProvider, type Desk, type Question } from './desk'
import { DetailsPanel } from './details/panel'
import { draggingPlugins } from './dragging'
import { Waiting } from './empty'
import { useFocusKept, useKeyboard } from './keyboard'
import { useLive } from './live'
import { QuestionSheet } from './questions'
import { SearchBox } from './search-box'
import { useSelection } from './selection'
import { Sheet } from './sheet'
import { Sidebar } from './sidebar'
import { ViewBody } from './view-body'

/** The whole page: the views in the margin, a list, and a task beside it. */
export function Workspace() {
  const { view, openTask } = useAddress()
  const calendar = useCalendar()
  const deeds = useDeeds()
  const actions = useActions(deeds)
  const connected = useLive(deeds.refresh)

  if (calendar === null) {
    return (
      <main id="main" className="workspace" tabIndex={-1}>
        <div className="view">
          <h1 className="visually-hidden">Tasks</h1>
          <Waiting />
        </div>
      </main>
    )
  }
  return <Pane {...{ view, openTask, calendar, actions, connected }} />
}

type PaneProps = {
  view: View
  openTask: string | null
  calendar: Calendar
  actions: Actions
  connected: boolean
}

const NOTHING: TaskView[] = []

function Pane({ view, openTask, calendar, actions, connected }: PaneProps) {
  const list = useTaskList(view, calendar.today)
  const project = useProjects()?.projects.find(({ id }) => 'id' in view && id === view.id)
  const groups = useMemo(
    () => groupsOf(view, list.tasks ?? NOTHING, calendar, project),
    [view, list.tasks, calendar, project],
  )
  const tasks = useMemo(() => groups.flatMap(({ rows }) => rows.map(({ task }) => task)), [groups])
  const known = useMemo(() => new Map(tasks.map((task) => [task.id, task])), [tasks])
  const selection = useSelection(tasks, pathOf(view))
  const [editing, setEditing] = useState<string | null>(null)
  const [question, ask] = useState<Question | null>(null)
  const [drawer, setDrawer] = useState(false)
  const arranging = useArranging({ view, groups, tasks: known, calendar, actions })
  const desk: Desk = { view, calendar, actions, selection, editing, setEditing, ask }
  const add = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const drawerSearch = useRef<HTMLInputElement>(null)
  useKeyboard({
    desk,
    tasks,
    focusQuickAdd: () => add.current?.focus(),
    focusSearch: () => search.current?.focus(),
  })
  useFocusKept(tasks)

  return (
    <DeskProvider value={desk}>
      <DragDropProvider plugins={draggingPlugins} {...arranging.handlers}>
        <main id="main" className="workspace" data-panel={openTask !== null} tabIndex={-1}>
          <div className="margin">
            <SearchBox view={view} input={search} />
            <Sidebar view={view} refresh={actions.refresh} />
          </div>
          <ViewBody
            list={list}
            groups={arranging.shown}
            openTask={openTask}
            connected={connected}
            add={add}
            onMenu={() => setDrawer(true)}
          />
          {openTask !== null && <DetailsPanel key={openTask} id={openTask} />}
          <BulkBar tasks={tasks} />
        </main>
        {drawer && (
          <Sheet title="Tasks" kind="drawer" onClose={() => setDrawer(false)}>
            <SearchBox view={view} input={drawerSearch} />
            <Sidebar view={view} refresh={actions.refresh} onGone={() => setDrawer(false)} />
          </Sheet>
        )}
        {question !== null && <QuestionSheet question={question} onClose={() => ask(null)} />}
      </DragDropProvider>
    </DeskProvider>
  )
}
