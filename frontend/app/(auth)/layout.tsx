import type { ReactNode } from 'react'

import { Mark } from '../_ui/icons'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="card-page">
      <p className="brand brand-large">
        <Mark /> Errand
      </p>
      <div className="card">{children}</div>
    </main>
  )
}
