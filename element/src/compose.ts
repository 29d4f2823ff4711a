/** From what stands in the composer to what goes over the wire, and back. */
import type { Attachment, OpenAIChatKit } from '@openai/chatkit'
import { joined, trimmed, type ComposerState, type DraftFile } from './draft'
import type { UserContent, UserMessage, UserMessageInput, WireAttachment } from './events'
import type { ComposerValue } from './public'

export type SendParams = Parameters<OpenAIChatKit['sendUserMessage']>[0]
export type ComposerParams = Parameters<OpenAIChatKit['setComposerValue']>[0]

export type Outgoing = {
  content: UserContent[]
  attachments: WireAttachment[]
  quote: string | null
  toolId: string | null
  modelId: string | null
  /** The message whose place it takes. */
  instead?: string | null
}

export function fromComposer(state: ComposerState): Outgoing {
  return {
    content: trimmed(state.content),
    attachments: state.files.flatMap(({ attachment }) => attachment ?? []),
    quote: state.quote,
    toolId: state.toolId,
    modelId: state.modelId,
    instead: state.instead ?? null,
  }
}

export function fromParams(params: SendParams): Outgoing {
  return {
    content: contentOf(params),
    attachments: params.attachments ?? [],
    quote: params.reply ?? null,
    toolId: params.toolChoice?.id ?? null,
    modelId: params.model ?? null,
  }
}

function contentOf({ text, content }: Pick<SendParams, 'text' | 'content'>): UserContent[] {
  if (content === undefined)
    return text === undefined || text === '' ? [] : [{ type: 'input_text', text }]
  return content.map((part) =>
    part.type === 'input_tag' ? { ...part, data: part.data ?? {} } : part,
  )
}

export function isEmpty(message: Outgoing): boolean {
  return message.content.length === 0 && message.attachments.length === 0
}

export function toWire(message: Outgoing): UserMessageInput {
  return {
    content: message.content,
    attachments: message.attachments.map((file) => file.id),
    ...(message.quote === null ? {} : { quoted_text: message.quote }),
    inference_options: {
      ...(message.toolId === null ? {} : { tool_choice: { id: message.toolId } }),
      ...(message.modelId === null ? {} : { model: message.modelId }),
    },
  }
}

/** The bubble that stands until the server has sent its own. */
export function optimistic(message: Outgoing, id: string): UserMessage {
  return {
    type: 'user_message',
    id,
    thread_id: '',
    created_at: new Date().toISOString(),
    content: message.content,
    attachments: message.attachments,
    quoted_text: message.quote,
  }
}

/** Replaces the whole value; only what is chosen (tool, model) stays when it is not named. */
export function composed(before: ComposerState, params: ComposerParams): ComposerState {
  return {
    content: joined(contentOf(params)),
    quote: params.reply ?? null,
    files: (params.attachments ?? []).map(arrived),
    toolId: params.selectedToolId === undefined ? before.toolId : params.selectedToolId,
    modelId: params.selectedModelId ?? before.modelId,
  }
}

/** A file that is on the server already. */
function arrived(attachment: WireAttachment): DraftFile {
  return {
    key: attachment.id,
    name: attachment.name,
    mime: attachment.mime_type,
    image: attachment.type === 'image',
    status: 'ready',
    progress: 1,
    preview: attachment.preview_url ?? null,
    attachment,
  }
}

/** What stands in the composer, as `setComposerValue` would take it. */
export function composerValue(state: ComposerState): ComposerValue {
  const { content, quote, attachments, toolId, modelId } = fromComposer(state)
  return {
    text: content.map((part) => part.text).join(''),
    content,
    reply: quote,
    attachments: attachments.map(({ type, id, name, mime_type, preview_url = '' }): Attachment =>
      type === 'image' ? { type, id, name, mime_type, preview_url } : { type, id, name, mime_type },
    ),
    selectedToolId: toolId,
    selectedModelId: modelId,
  }
}
