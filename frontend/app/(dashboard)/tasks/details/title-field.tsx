'use client'

import { useRef, type KeyboardEvent } from 'react'

import type { TaskView } from '@/lib/tasks'

import { useDraft } from './draft'
import { useSave } from './saving'

const LONGEST = 500

export function TitleField({ task }: { task: TaskView }) {
  const { save } = useSave()
  const draft = useDraft(task, task.title)
  const given = useRef(false)

  async function keep(): Promise<void> {
    const title = draft.value.trim()
    if (given.current || draft.base === null) return
    if (title === '' || title === draft.base.title) return draft.done()
    if (await save({ set: { title } }, `Renamed to “${title}”.`, draft.base)) draft.done()
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      event.currentTarget.blur()
    }
    if (event.key === 'Escape' && draft.base !== null) {
      event.preventDefault()
      given.current = true
      draft.done()
      event.currentTarget.blur()
      given.current = false
    }
  }

  return (
    <textarea
      className="details-title"
      aria-label="Title"
      rows={1}
      maxLength={LONGEST}
      value={draft.value}
      onChange={(event) => draft.change(event.target.value.replaceAll('\n', ' '))}
      onKeyDown={pressed}
      onBlur={() => void keep()}
    />
  )
}
