import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

import { THEME_COOKIE, readThemeChoice } from '@/lib/theme'

import '@/styles/base.css'
import '@/styles/controls.css'
import '@/styles/pages.css'
import '@/styles/records.css'
import '@/styles/tasks.css'
import '@/styles/task-details.css'

export const metadata: Metadata = {
  title: { default: 'Errand', template: '%s · Errand' },
  description: 'Tasks by talking: an assistant that keeps your list.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  interactiveWidget: 'resizes-content',
  colorScheme: 'light dark',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readThemeChoice((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  )
}
