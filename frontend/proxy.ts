import { NextResponse, type NextRequest } from 'next/server'

import { readChatKitEnv } from './lib/env'
import { PATH_HEADER, contentSecurityPolicy } from './lib/page-security'

/** Gives every page its own nonce and the headers that keep it to itself. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy({
    nonce: crypto.randomUUID().replaceAll('-', ''),
    scriptUrl: readChatKitEnv().scriptUrl,
    development: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy) // Next.js takes the nonce from here
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('X-Content-Type-Options', 'nosniff')
  response.headers.set('Referrer-Policy', 'same-origin')
  response.headers.set('Permissions-Policy', 'camera=(), geolocation=(), payment=(), usb=()')
  response.headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}

export const config = { matcher: ['/((?!api/|_next/static/|chatkit.js|icon.svg).*)'] }
