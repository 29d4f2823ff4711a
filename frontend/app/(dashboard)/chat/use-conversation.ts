'use client'

import type { UseChatKitReturn } from '@openai/chatkit-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { isGone, reportedProblem, secretProblem, type ChatProblem } from '@/lib/chat-problem'
import { getClientSecret } from '@/lib/client-secret'
import { lastThread, rememberThread } from '@/lib/last-thread'
import { signInPath } from '@/lib/next-path'

type Chat = Pick<UseChatKitReturn, 'setThreadId' | 'fetchUpdates'>

type Setting = { userId: string; goTo: (path: string) => void }

/** Which conversation is open, remembered for the next visit, and what stands in its way. */
export function useConversation({ userId, goTo }: Setting) {
  const { initialThread, threadId, open } = useLastThread(userId)
  const { problem, setProblem, show, mint, ready } = useSecret(goTo)
  const loading = useRef(false)

  async function retry(chat: Chat): Promise<void> {
    setProblem(null)
    try {
      await mint(null)
      await (threadId === null ? chat.fetchUpdates() : chat.setThreadId(threadId))
    } catch {
      // Shown already: by `mint`, or by the element, which reports it as well.
    }
  }

  async function startNew(chat: Chat): Promise<void> {
    setProblem(null)
    open(null)
    await chat.setThreadId(null)
  }

  function changed({ threadId: next }: { threadId: string | null }): void {
    setProblem(null)
    open(next)
  }

  function failed({ error }: { error: Error }): void {
    const found = reportedProblem(error)
    // The element says itself that a conversation is gone, with a button to begin another.
    if (isGone(error) && loading.current) rememberThread(userId, null)
    else if (found !== null) show(found)
  }

  return {
    initialThread,
    threadId,
    problem,
    ready,
    getClientSecret: mint,
    retry,
    startNew,
    changed,
    failed,
    loading: (now: boolean) => (loading.current = now),
    clear: () => setProblem(null),
  }
}

function useLastThread(userId: string) {
  const [initialThread] = useState(() => lastThread(userId))
  const [threadId, setThreadId] = useState(initialThread)

  function open(next: string | null): void {
    setThreadId(next)
    rememberThread(userId, next)
  }

  return { initialThread, threadId, open }
}

/** The client secret, and what to say when there is none. */
function useSecret(goTo: Setting['goTo']) {
  const [problem, setProblem] = useState<ChatProblem | null>(null)
  const [ready, setReady] = useState(false)

  function show(found: ChatProblem): void {
    setProblem(found)
    if (found.way === 'sign-in') goTo(signInPath('/chat', 'ended'))
  }

  async function mint(existing: string | null): Promise<string> {
    try {
      const secret = await getClientSecret(existing)
      setReady(true)
      setProblem((shown) => (shown?.way === 'new-conversation' ? shown : null))
      return secret
    } catch (error) {
      show(secretProblem(error))
      throw error
    }
  }

  // Before the first word: a sign-in that has ended shows now, and the first answer comes sooner.
  const warmUp = useEffectEvent(() => mint(null))
  useEffect(() => {
    warmUp().catch(() => undefined)
  }, [])

  return { problem, setProblem, show, mint, ready }
}
