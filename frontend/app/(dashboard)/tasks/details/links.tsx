'use client'

import { useState } from 'react'

import type { TaskView } from '@/lib/tasks'

import { CloseIcon, LinkIcon } from '../icons'
import { useSave } from './saving'

export function Links({ task }: { task: TaskView }) {
  const { save } = useSave()
  const [url, setUrl] = useState('')
  const kept = task.links.map(({ url: at, title }) => ({ url: at, ...(title ? { title } : {}) }))

  async function add(): Promise<void> {
    const wanted = url.trim()
    if (wanted === '') return
    const whole = /^(https?:|mailto:)/i.test(wanted) ? wanted : `https://${wanted}`
    if (await save({ set: { links: [...kept, { url: whole }] } }, 'Link added.')) setUrl('')
  }

  function remove(index: number): void {
    const rest = kept.toSpliced(index, 1)
    const change = rest.length === 0 ? { clear: ['links' as const] } : { set: { links: rest } }
    void save(change, 'Link removed.')
  }

  return (
    <section className="details-part" aria-labelledby="details-links">
      <header>
        <h3 id="details-links">Links</h3>
      </header>
      <ul className="link-list">
        {task.links.map(({ url: at, title }, index) => (
          <li key={at}>
            <LinkIcon />
            <a href={at} target="_blank" rel="noreferrer noopener">
              {title ?? at}
            </a>
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove the link ${title ?? at}`}
              onClick={() => remove(index)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <input
          className="details-input"
          aria-label="New link"
          placeholder="Add a link"
          inputMode="url"
          value={url}
          maxLength={2000}
          autoComplete="off"
          onChange={(event) => setUrl(event.target.value)}
        />
      </form>
    </section>
  )
}
