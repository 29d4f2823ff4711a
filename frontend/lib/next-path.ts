export const HOME = '/chat'

/** Where to go after signing in: a path of ours, whatever the address bar says. */
export function safeNext(wanted: string | null | undefined): string {
  if (!wanted || !wanted.startsWith('/')) return HOME
  try {
    const base = 'http://errand.invalid'
    const url = new URL(wanted, base)
    const path = url.pathname + url.search + url.hash
    // A path that begins with two slashes would be read as a host by the next one who follows it.
    const ours = url.origin === base && !path.startsWith('//') && !path.startsWith('/api/')
    return ours ? path : HOME
  } catch {
    return HOME
  }
}

export function signInPath(next: string, reason?: 'ended'): string {
  const query = new URLSearchParams({ next })
  if (reason) query.set('reason', reason)
  return `/sign-in?${query}`
}
