import { render } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'

import { Viewer } from '@/app/_ui/viewer'
import type { ChatKitEnv } from '@/lib/env'

export const ANN = {
  id: '0198a1de-0000-7000-8000-000000000001',
  name: 'Ann',
  email: 'ann@example.org',
}

const OWN: ChatKitEnv = { scriptUrl: '/chatkit.js', domainKey: null, foreign: false }

/** Renders a dashboard page as its layout would, at an address of the test server. */
export function renderPage(page: ReactNode, { origin, path }: { origin: string; path: string }) {
  visit(origin + path)
  const left: string[] = []
  const shown = render(
    <StrictMode>
      <Viewer person={ANN} chatkit={OWN} goTo={(to) => left.push(to)}>
        {page}
      </Viewer>
    </StrictMode>,
  )
  return { ...shown, left }
}
