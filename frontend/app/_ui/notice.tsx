import type { ReactNode } from 'react'

type NoticeProps = {
  children: ReactNode
  tone?: 'problem' | 'success' | 'info'
  /** The way on: a button or a link. Not read out with the sentence, so it may count down. */
  action?: ReactNode
}

/** A sentence that must not be missed; a problem is read out at once, the rest when there is a pause. */
export function Notice({ children, tone = 'problem', action }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`}>
      <p role={tone === 'problem' ? 'alert' : 'status'}>{children}</p>
      {action}
    </div>
  )
}
