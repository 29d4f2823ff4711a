'use client'

import { ChatKit, useChatKit } from '@openai/chatkit-react'
import { preloadModule } from 'react-dom'

import { useInBrowser, useTheme } from '../../_ui/hooks'
import { useViewer } from '../../_ui/viewer'
import { ChatNotice } from './chat-notice'
import { chatOptions } from './chat-options'
import { useConversation } from './use-conversation'
import { useElementScript } from './use-element-script'
import { useModels } from './use-models'

/** The conversation. What it needs, this browser's memory and its zone, exists only in a browser. */
export default function ChatPage() {
  const { chatkit } = useViewer()
  const inBrowser = useInBrowser()
  // Fetched while the page itself still starts.
  if (!chatkit.foreign) preloadModule(chatkit.scriptUrl, { as: 'script' })
  return (
    <main id="main" className="chat-page" tabIndex={-1}>
      <h1 className="visually-hidden">Chat</h1>
      {inBrowser ? <Chat /> : <p className="chat-loading">Opening your conversation…</p>}
    </main>
  )
}

function Chat() {
  const { chatkit, person, goTo } = useViewer()
  const theme = useTheme()
  const script = useElementScript(chatkit.scriptUrl)
  const conversation = useConversation({ userId: person.id, goTo })
  const models = useModels(conversation.ready)
  const chat = useChatKit({
    ...chatOptions({ theme, chatkit, getClientSecret: conversation.getClientSecret, models }),
    initialThread: conversation.initialThread,
    onThreadChange: conversation.changed,
    onThreadLoadStart: () => conversation.loading(true),
    onThreadLoadEnd: () => conversation.loading(false),
    onResponseStart: conversation.clear,
    onError: conversation.failed,
  })

  return (
    <>
      {script.failed && (
        <ChatNotice message="The chat could not be loaded." onRetry={script.retry} />
      )}
      {conversation.problem && (
        <ChatNotice
          key={conversation.problem.message}
          {...conversation.problem}
          onRetry={() => conversation.retry(chat)}
          onNewConversation={() => conversation.startNew(chat)}
          onWaited={conversation.clear}
        />
      )}
      {conversation.threadId === null && !conversation.problem && (
        <p className="chat-start">Start a new conversation</p>
      )}
      <ChatKit control={chat.control} className="chat" />
    </>
  )
}
