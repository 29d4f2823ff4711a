/** A message that was not taken, on its way back to where it was written. */
import { composed } from '../compose'
import { joined, plain, type ComposerState } from '../draft'
import type { UserMessage } from '../events'

/** Puts it before whatever has been written since. */
export function withMessage(state: ComposerState, message: UserMessage): ComposerState {
  const { content, attachments = [], quoted_text } = message
  const back = composed(state, { content })
  const files = composed(state, { attachments: attachments as never }).files
  const between = back.content.length > 0 && state.content.length > 0 ? plain('\n') : []
  return {
    ...state,
    content: joined([...back.content, ...between, ...state.content]),
    quote: state.quote ?? quoted_text ?? null,
    files: [...files, ...state.files],
  }
}
