/** What users of the package import: the published contract, and what this element has beyond it. */
import type { Attachment, ChatKitOptions, OpenAIChatKit, UserMessageContent } from '@openai/chatkit'

/** What stands in the composer, in the form that `setComposerValue` takes. */
export type ComposerValue = {
  text: string
  content: UserMessageContent[]
  reply: string | null
  attachments: Attachment[]
  selectedToolId: string | null
  selectedModelId: string | null
}

/** A button of the page's own in the row below each answer. */
export type AnswerAction = {
  /** As in prompts of the start screen. */
  icon: string
  /** What it is called where it cannot be seen, and on pointing. */
  label: string
  /** `text` is what "Copy" would copy. */
  onClick: (answer: { threadId: string | null; itemIds: string[]; text: string }) => void
}

/** The published options, and what this element takes beyond them. */
export type OpenChatKitOptions = ChatKitOptions & {
  threadItemActions?: { custom?: AnswerAction[] }
}

/**
 * The element that this package defines as `<openai-chatkit>`.
 *
 * Attributes: `api-url` (where `getClientSecret` secrets are good for), `parts-url` (the folder that holds
 * `chatkit-parts/`, where a bundler has moved the core away from it), `heading-level` (of the header's title),
 * `extensions` (a server on another origin allows the headers of ours).
 */
export interface OpenChatKit extends OpenAIChatKit {
  /** Takes the full set of options; nothing of an earlier set stays. */
  setOptions(options: OpenChatKitOptions): void
  /** Returns what stands in the composer now; nothing is sent or changed. */
  getComposerValue(): Promise<ComposerValue>
}

declare global {
  interface HTMLElementTagNameMap {
    'openai-chatkit': OpenChatKit
  }
}
