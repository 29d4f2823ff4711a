/** What is to be drawn now, put together from those who hold it. */
import type { Chat } from './chat/chat'
import type { Words } from './locales'
import type { OpenChatKitOptions } from './public'
import { spoken } from './speech'
import type { Actions, ComposerView, HistoryView, View } from './views/view'

export type Held = {
  options: OpenChatKitOptions
  words: Words
  /** The attribute, as the page wrote it. */
  headingLevel: string | null
  breaks: boolean
  chat: Chat
  history: HistoryView
  composer: ComposerView
  awayFromEnd: boolean
  newBelow: boolean
  actions: Actions
}

export function viewOf(held: Held): View {
  const { options, words, chat, history, composer, actions } = held
  const { thread, load, loadTrouble, loadingOlder, olderTrouble } = chat
  const { streaming, stopping, waiting, connection } = chat.turns
  return {
    options,
    ...words,
    headingLevel: levelOf(held.headingLevel),
    breaks: held.breaks,
    thread,
    streaming,
    stopping,
    waiting,
    editable: chat.editable,
    connection,
    load,
    loadTrouble,
    loadingOlder,
    olderTrouble,
    awayFromEnd: held.awayFromEnd && thread.entries.length > 0,
    newBelow: held.newBelow,
    announcement: announcement(held),
    composer,
    history,
    do: actions,
  }
}

/** A finished answer is read out once, as words; a growing one is not. */
function announcement({ chat, words }: Held): string {
  const { streaming, finishedAnswer } = chat.turns
  const text = spoken(finishedAnswer)
  return streaming || text === '' ? '' : words.t('answerReady', { text })
}

/** Two, unless the page says where its own headings stand. */
function levelOf(attribute: string | null): number {
  const level = Number(attribute ?? 2)
  return Number.isInteger(level) && level >= 1 && level <= 5 ? level : 2
}
