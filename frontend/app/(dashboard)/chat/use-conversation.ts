'use client'

import type { UseChatKitReturn } from '@openai/chatkit-react'
import { useState } from 'react'

import { chatProblem, type ChatProblem } from '@/lib/chat-problem'
import { getClientSecret } from '@/lib/client-secret'
import { lastThread, rememberThread } from '@/lib/last-thread'
import { signInPath } from '@/lib/next-path'

type Chat = Pick<UseChatKitReturn, 'setThreadId' | 'fetchUpdates'>

type Setting = { userId: string; goTo: (path: string) => void }

/** Which conversation is open, remembered for the next visit, and what stands in its way. */
export function useConversation({ userId, goTo }: Setting) {
  const { initialThread, threadId, open } = useLastThread(userId)
  const { problem, setProblem, show } = useProblem(goTo)

  async function mint(existing: string | null): Promise<string> {
    try {
      const secret = await getClientSecret(existing)
      setProblem((shown) => (shown?.way === 'new-conversation' ? shown : null))
      return secret
    } catch (error) {
      show(error)
      throw error
    }
  }

  async function retry(chat: Chat): Promise<void> {
    setProblem(null)
    const wanted = threadId
    try {
      await mint(null)
      await (wanted === null ? chat.fetchUpdates() : chat.setThreadId(wanted))
    } catch {
      // Both report their own failure, through `mint` or through the element's error event.
    }
  }

  async function startNew(chat: Chat): Promise<void> {
    setProblem(null)
    open(null)
    await chat.setThreadId(null)
  }

  return {
    initialThread,
    threadId,
    problem,
    getClientSecret: mint,
    retry,
    startNew,
    changed: ({ threadId: next }: { threadId: string | null }) => open(next),
    failed: ({ error }: { error: Error }) => show(error),
    worked: () => setProblem(null),
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

function useProblem(goTo: Setting['goTo']) {
  const [problem, setProblem] = useState<ChatProblem | null>(null)

  function show(error: unknown): void {
    const found = chatProblem(error)
    setProblem(found)
    if (found.way === 'sign-in') goTo(signInPath('/chat', 'ended'))
  }

  return { problem, setProblem, show }
}
