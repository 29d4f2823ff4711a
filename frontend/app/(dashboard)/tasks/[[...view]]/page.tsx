'use client'

import { useInBrowser } from '../../../_ui/hooks'
import { Waiting } from '../empty'
import { TasksApp } from '../tasks-app'

/** Every view of the tasks is this one page: what is shown stands in the address. */
export default function TasksPage() {
  // The clock, the zone and the address that decide what is shown are this browser's.
  if (useInBrowser()) return <TasksApp />
  return (
    <main id="main" className="workspace" tabIndex={-1}>
      <div className="view">
        <h1 className="visually-hidden">Tasks</h1>
        <Waiting />
      </div>
    </main>
  )
}
