import 'server-only'

import { betterAuth } from 'better-auth'
import { headers } from 'next/headers'

import { authOptions } from './auth-options'
import { readEnv } from './env'

type Auth = ReturnType<typeof createAuth>

function createAuth() {
  return betterAuth(authOptions(readEnv()))
}

let made: Auth | undefined

/** Made at the first request, so that a build needs neither a database nor a secret. */
export function getAuth(): Auth {
  return (made ??= createAuth())
}

export type Person = { id: string; name: string; email: string }

/** Who asks for the page that is being rendered; null for a stranger. */
export async function currentPerson(): Promise<Person | null> {
  const found = await getAuth().api.getSession({ headers: await headers() })
  if (found === null) return null
  const { id, name, email } = found.user
  return { id, name, email }
}
