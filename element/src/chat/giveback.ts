/** What was said, on its way back to where it was written. */
import { composed } from '../compose'
import { emptyComposer, joined, plain, type Draft } from '../draft'
import type { UserMessage } from '../events'

/** A message as something to be written on. */
export function draftOf({ content, attachments = [], quoted_text }: UserMessage): Draft {
  const { files, ...said } = composed(emptyComposer, { content, attachments: attachments as never })
  return { content: said.content, files, quote: quoted_text ?? null }
}

/** Puts it before whatever has been written since. */
export function before<T extends Draft>(first: Draft, then: T): T {
  const between = first.content.length > 0 && then.content.length > 0 ? plain('\n') : []
  return {
    ...then,
    content: joined([...first.content, ...between, ...then.content]),
    quote: first.quote ?? then.quote,
    files: [...first.files, ...then.files],
  }
}
