'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

import { Mark } from './icons'
import { ThemeButton } from './theme-button'

const PAGES = [
  { href: '/chat', label: 'Chat' },
  { href: '/tasks', label: 'Tasks' },
  { href: '/account', label: 'Account' },
]

/** A page of several addresses is one entry. */
function isAt(here: string | null, href: string): boolean {
  return here === href || here?.startsWith(`${href}/`) === true
}

export function SiteHeader() {
  const here = usePathname()
  return (
    <header className="site-header">
      <Link className="brand" href="/chat" aria-label="Errand">
        <Mark /> <span>Errand</span>
      </Link>
      <nav aria-label="Pages">
        {PAGES.map(({ href, label }) => (
          <Link key={href} href={href} aria-current={isAt(here, href) ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <ThemeButton />
    </header>
  )
}
