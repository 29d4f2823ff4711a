'use client'

import { useEffect, useState } from 'react'

import type { ChatProblem } from '@/lib/chat-problem'
import { signInPath } from '@/lib/next-path'

import { Notice } from '../../_ui/notice'

type ChatNoticeProps = Pick<ChatProblem, 'message'> &
  Partial<ChatProblem> & {
    onRetry: () => void
    onNewConversation?: () => void
  }

/** What went wrong and the one thing to do about it. */
export function ChatNotice({
  message,
  way = 'retry',
  waitSeconds = 0,
  onRetry,
  onNewConversation,
}: ChatNoticeProps) {
  const left = useCountdown(waitSeconds)
  if (way === 'sign-in') {
    return <Notice action={<a href={signInPath('/chat', 'ended')}>Sign in</a>}>{message}</Notice>
  }
  const [label, act] =
    way === 'retry'
      ? ['Try again', onRetry]
      : ['Start a new conversation', onNewConversation ?? onRetry]
  return (
    <Notice
      action={
        <button type="button" className="button button-small" disabled={left > 0} onClick={act}>
          {left > 0 ? `Try again in ${left} s` : label}
        </button>
      }
    >
      {message}
    </Notice>
  )
}

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return left
}
