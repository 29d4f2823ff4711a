/** What each control of the views does. */
import type { ChatKitOptions } from '@openai/chatkit'
import type { Chat } from './chat/chat'
import type { History } from './chat/history'
import type { Emit } from './chat/turns'
import type { Outgoing } from './compose'
import { copyText } from './platform'
import { ChatKitError } from './problems'
import type { WidgetItem } from './events'
import type { Composer } from './chat/composing/composer'
import type { Actions, WidgetAction } from './views/view'
import { writingActions } from './writing'

/** The parts of the element that actions work on. */
export type Desk = {
  chat: Chat
  history: History
  options: () => ChatKitOptions
  emit: Emit
  composer: Composer
  sendComposer: () => void
  send: (message: Outgoing) => void
  openHistory: () => void
  closeHistory: () => void
  focusNext: (name: string) => void
  jump: () => void
}

export function actionsOf(desk: Desk): Actions {
  return { ...composerActions(desk), ...historyActions(desk), ...threadActions(desk) }
}

type Composing = Pick<
  Actions,
  'prompt' | 'compose' | 'writing' | 'send' | 'stop' | 'answer' | 'previewEntity' | 'openEntity'
>

function composerActions(desk: Desk): Composing {
  const { chat, composer } = desk
  return {
    prompt: (prompt) => {
      const content =
        typeof prompt === 'string' ? [{ type: 'input_text' as const, text: prompt }] : prompt
      const { toolId, modelId } = composer.state
      if (!chat.turns.streaming)
        desk.send({ content, attachments: [], quote: null, toolId, modelId })
      desk.focusNext('composer')
    },
    compose: (change) => composer.change(change),
    writing: writingActions(desk),
    previewEntity: (entity, beside) => composer.previews.point(entity, beside),
    openEntity: (entity) => desk.options().entities?.onClick?.(entity),
    send: () => desk.sendComposer(),
    stop: () => {
      chat.turns.stop()
      desk.focusNext('composer')
    },
    answer: (itemId, status, answers) => {
      chat.answerInput(itemId, status, answers)
      desk.focusNext('composer')
    },
  }
}

type OfHistory = Pick<
  Actions,
  | 'newChat'
  | 'toggleHistory'
  | 'openThread'
  | 'searchHistory'
  | 'moreHistory'
  | 'reloadHistory'
  | 'editThread'
  | 'renameThread'
  | 'removeThread'
>

function historyActions(desk: Desk): OfHistory {
  const { chat, history } = desk
  return {
    newChat: () => {
      desk.closeHistory()
      void chat.open(null)
      desk.focusNext('composer')
    },
    toggleHistory: () => (history.shown ? desk.closeHistory() : desk.openHistory()),
    openThread: (id) => {
      desk.closeHistory()
      void chat.open(id)
      desk.focusNext('composer')
    },
    searchHistory: (query) => history.search(query),
    moreHistory: () => void history.more(),
    reloadHistory: () => void history.again(),
    editThread: (editing) => {
      history.edit(editing)
      if (editing !== null) desk.focusNext('history-edit')
    },
    renameThread: (id, title) => void history.rename(id, title),
    removeThread: (id) => void history.remove(id),
  }
}

type OfThread = Omit<Actions, keyof Composing | keyof OfHistory>

function threadActions(desk: Desk): OfThread {
  const { chat } = desk
  return {
    retryAnswer: (itemId) => chat.retryAnswer(itemId),
    // The button goes away with what it stands for: the focus must not go with it.
    retryProblem: () => {
      chat.retryProblem()
      desk.focusNext('composer')
    },
    retryLoad: () => {
      void chat.reopen()
      desk.focusNext('composer')
    },
    loadOlder: () => void chat.loadOlder(),
    rate: (itemIds, kind) => void chat.rate(itemIds, kind),
    copy: copyText,
    widgetAction: (action, item) => runWidgetAction(desk, action, item),
    answerOver: () => chat.turns.idle(),
    widgetProblem: (message) => chat.turns.report(new ChatKitError(message, 'integration')),
    deeplink: (url) => openDeeplink(desk, url),
    jumpToLatest: () => {
      desk.jump()
      // The button goes; who pressed it by the keyboard reads on.
      desk.focusNext('conversation')
    },
  }
}

async function runWidgetAction(desk: Desk, action: WidgetAction, item: WidgetItem): Promise<void> {
  const { chat } = desk
  const { type, payload, handler, streaming } = action
  const wire = payload === undefined || payload === null ? { type } : { type, payload }
  try {
    if (handler === 'client') await runOnPage(desk, wire as ClientAction, item)
    else if (streaming === false) await chat.actInPlace(wire, item.id)
    else await chat.act(wire, item.id)
  } catch (error) {
    if (handler === 'client' || streaming === false) chat.turns.report(error)
    throw error
  }
}

type ClientAction = { type: string; payload?: Record<string, unknown> }

async function runOnPage(
  desk: Desk,
  action: ClientAction,
  { id, widget }: WidgetItem,
): Promise<void> {
  const onAction = desk.options().widgets?.onAction
  if (onAction === undefined)
    throw new ChatKitError('There is no widgets.onAction handler.', 'integration')
  await onAction(action, { id, widget })
}

/** `chatkit-link://name?key=value` becomes `{name, data: {key: value}}`. */
function openDeeplink(desk: Desk, url: string): void {
  const rest = url.replace(/^chatkit-link:\/{0,2}/i, '')
  const [, name = '', query] = /^([^?#]*)(?:\?([^#]*))?/.exec(rest) ?? []
  const data = Object.fromEntries(new URLSearchParams(query))
  desk.emit('chatkit.deeplink', { name: decoded(name.replace(/\/$/, '')), data })
}

/** A model's percent signs need not mean anything. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
