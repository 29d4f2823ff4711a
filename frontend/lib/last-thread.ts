const PREFIX = 'errand.last-thread.'

/** The conversation this person was in; null when there was none, or where storage is closed to us. */
export function lastThread(userId: string): string | null {
  try {
    return localStorage.getItem(PREFIX + userId)
  } catch {
    return null
  }
}

export function rememberThread(userId: string, threadId: string | null): void {
  try {
    if (threadId === null) localStorage.removeItem(PREFIX + userId)
    else localStorage.setItem(PREFIX + userId, threadId)
  } catch {
    // A browser without storage only forgets: the next visit starts a new conversation.
  }
}
