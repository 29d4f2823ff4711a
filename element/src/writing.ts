/** What the controls in and around the composer's box do. */
import type { ChatKitOptions } from '@openai/chatkit'
import type { Composer } from './chat/composing/composer'
import type { Desk } from './desk'
import { acceptAttribute } from './limits'
import { askForFiles } from './platform'
import type { ComposerView, WritingActions } from './views/view'

export function composerView(composer: Composer): ComposerView {
  const { state, editing, editor, notes, panel, menu, queue, dictation, previews } = composer
  return {
    ...state,
    editing,
    editor,
    notes,
    panel,
    menu: menu.shown,
    waiting: queue.waiting,
    dictation,
    preview: previews.shown,
  }
}

type Writer = Pick<Desk, 'composer' | 'options' | 'focusNext'>

export function writingActions(desk: Writer): WritingActions {
  return { ...menuActions(desk), ...valueActions(desk) }
}

type OfMenus = Pick<
  WritingActions,
  | 'hold'
  | 'triggered'
  | 'moveInMenu'
  | 'activate'
  | 'choose'
  | 'backInMenu'
  | 'closeMenu'
  | 'open'
  | 'close'
  | 'type'
  | 'keepPreview'
  | 'closePreview'
>

function menuActions({ composer, focusNext }: Writer): OfMenus {
  const { menu, previews } = composer
  return {
    hold: (editor) => (composer.editor = editor),
    triggered: (trigger) => menu.follow(trigger),
    moveInMenu: (steps) => menu.move(steps),
    activate: (option) => menu.activate(option),
    choose: (option) => menu.choose(option),
    backInMenu: () => menu.back(),
    closeMenu: () => menu.close(),
    open: (panel) => composer.open(panel),
    close: (panel, back) => {
      if (panel === null || composer.panel !== panel) return
      composer.open(null)
      if (back) focusNext(panel)
    },
    type: (sign) => {
      composer.say(sign)
      focusNext('composer')
    },
    keepPreview: () => previews.keep(),
    closePreview: () => previews.close(),
  }
}

function valueActions(desk: Writer): Omit<WritingActions, keyof OfMenus> {
  const { composer, options, focusNext } = desk
  const { queue } = composer
  return {
    askForFiles: () =>
      void pickFiles(composer, options()).then(() => {
        focusNext('composer')
      }),
    addFiles: (files) => composer.addFiles(files),
    retryFile: (key) => composer.retryFile(key),
    removeFile: (key) => {
      composer.removeFile(key)
      focusNext('composer')
    },
    dismissNotes: () => composer.tell([]),
    dictate: (act) => dictate(desk, act),
    sendWaiting: (key) => queue.send(key),
    editWaiting: (key) => {
      composer.fetchBack(key)
      focusNext('composer')
    },
    edit: (message) => {
      if (message === null) composer.endEdit(false)
      else composer.edit(message)
      focusNext('composer')
    },
    dropWaiting: (key) => {
      queue.remove(key)
      focusNext('composer')
    },
  }
}

function dictate({ composer, focusNext }: Writer, act: 'start' | 'finish' | 'cancel'): void {
  const { dictation } = composer
  if (act === 'start') {
    focusNext('dictate-cancel')
    void dictation.start().then(() => {
      focusNext(dictation.status === 'recording' ? 'dictate-done' : 'dictate')
    })
  } else if (act === 'finish') {
    void dictation.finish().then(() => {
      focusNext('composer')
    })
  } else {
    dictation.cancel()
    focusNext('composer')
  }
}

/** Lets a person choose files from their disk. */
export async function pickFiles(composer: Composer, options: ChatKitOptions): Promise<void> {
  const { accept, maxCount = 10 } = options.composer?.attachments ?? { enabled: false }
  composer.addFiles(await askForFiles(acceptAttribute(accept), maxCount > 1))
}
