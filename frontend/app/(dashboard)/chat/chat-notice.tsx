'use client'

import { useEffect, useState } from 'react'

import type { ChatProblem, WayOn } from '@/lib/chat-problem'
import { signInPath } from '@/lib/next-path'

import { Notice } from '../../_ui/notice'

type ChatNoticeProps = Pick<ChatProblem, 'message'> &
  Partial<ChatProblem> & {
    onRetry: () => void
    onNewConversation?: () => void
    /** The wait is over and there is nothing else to do here. */
    onWaited?: () => void
  }

/** What went wrong and the one thing to do about it. */
export function ChatNotice({ message, way = 'retry', waitSeconds = 0, ...on }: ChatNoticeProps) {
  const left = useCountdown(waitSeconds, way === 'wait' ? on.onWaited : undefined)
  return <Notice action={<Way way={way} left={left} {...on} />}>{message}</Notice>
}

type WayProps = Pick<ChatNoticeProps, 'onRetry' | 'onNewConversation'> & {
  way: WayOn
  left: number
}

function Way({ way, left, onRetry, onNewConversation }: WayProps) {
  switch (way) {
    case 'wait':
      return <span>{left} s</span>
    case 'sign-in':
      return <a href={signInPath('/chat', 'ended')}>Sign in</a>
    case 'new-conversation':
      return <Button label="Start a new conversation" onClick={onNewConversation} />
    case 'retry':
      return <Button label="Try again" left={left} onClick={onRetry} />
  }
}

type ButtonProps = { label: string; left?: number; onClick: (() => void) | undefined }

function Button({ label, left = 0, onClick }: ButtonProps) {
  return (
    <button type="button" className="button button-small" disabled={left > 0} onClick={onClick}>
      {left > 0 ? `${label} in ${left} s` : label}
    </button>
  )
}

function useCountdown(seconds: number, onEnd?: () => void): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left <= 0) return onEnd?.()
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
    // The page makes a new function at each render; only the clock may start this again.
  }, [left])
  return left
}
