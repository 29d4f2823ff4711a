import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'

import { currentPerson } from '@/lib/auth'
import { readChatKitEnv } from '@/lib/env'
import { safeNext, signInPath } from '@/lib/next-path'
import { PATH_HEADER } from '@/lib/page-security'

import { Reminders } from '../_ui/reminders'
import { SiteHeader } from '../_ui/site-header'
import { Viewer } from '../_ui/viewer'

/** Everything below is closed to strangers, here on the server, before anything is sent. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson()
  if (person === null) redirect(signInPath(safeNext((await headers()).get(PATH_HEADER))))
  return (
    <Viewer person={person} chatkit={readChatKitEnv()}>
      <div className="shell">
        <SiteHeader />
        {children}
        <Reminders />
      </div>
    </Viewer>
  )
}
