/**
 * The published types against this element. Most of this is checked by the compiler: when a new version of
 * `@openai/chatkit` has an option, an event or a method that is not in these tables, they no longer compile.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type {
  Attachment,
  ChatKitEvents,
  ChatKitOptions,
  OpenAIChatKit,
  SupportedLocale,
  UserMessageContent,
} from '@openai/chatkit'
import { describe, expect, it } from 'vitest'
import type { ChatKitElement } from './element'
import type { ComposerParams, SendParams } from './compose'

type Leaf = string | number | boolean | null | undefined | File | ((...args: never[]) => unknown)
type Inside<T> = T extends Leaf
  ? never
  : T extends readonly (infer E)[]
    ? Inside<E>
    : string extends keyof T
      ? never
      : { [K in keyof T & string]-?: K | `${K}.${Inside<T[K]>}` }[keyof T & string]
/** Every way from the root of a type down to each of its fields, as `a.b.c`. */
type Paths<T> = Inside<T>

const OPTIONS: Record<Paths<Omit<ChatKitOptions, 'widgets'>> | 'widgets.onAction', true> = {
  api: true,
  'api.url': true,
  'api.fetch': true,
  'api.domainKey': true,
  'api.uploadStrategy': true,
  'api.uploadStrategy.type': true,
  'api.uploadStrategy.uploadUrl': true,
  'api.getClientSecret': true,
  locale: true,
  theme: true,
  'theme.colorScheme': true,
  'theme.typography': true,
  'theme.typography.baseSize': true,
  'theme.typography.fontSources': true,
  'theme.typography.fontSources.family': true,
  'theme.typography.fontSources.src': true,
  'theme.typography.fontSources.weight': true,
  'theme.typography.fontSources.style': true,
  'theme.typography.fontSources.display': true,
  'theme.typography.fontSources.unicodeRange': true,
  'theme.typography.fontFamily': true,
  'theme.typography.fontFamilyMono': true,
  'theme.radius': true,
  'theme.density': true,
  'theme.color': true,
  'theme.color.grayscale': true,
  'theme.color.grayscale.hue': true,
  'theme.color.grayscale.tint': true,
  'theme.color.grayscale.shade': true,
  'theme.color.accent': true,
  'theme.color.accent.primary': true,
  'theme.color.accent.level': true,
  'theme.color.surface': true,
  'theme.color.surface.background': true,
  'theme.color.surface.foreground': true,
  frameTitle: true,
  initialThread: true,
  onClientTool: true,
  header: true,
  'header.enabled': true,
  'header.title': true,
  'header.title.enabled': true,
  'header.title.text': true,
  'header.leftAction': true,
  'header.leftAction.icon': true,
  'header.leftAction.onClick': true,
  'header.rightAction': true,
  'header.rightAction.icon': true,
  'header.rightAction.onClick': true,
  history: true,
  'history.enabled': true,
  'history.showDelete': true,
  'history.showRename': true,
  startScreen: true,
  'startScreen.greeting': true,
  'startScreen.prompts': true,
  'startScreen.prompts.label': true,
  'startScreen.prompts.prompt': true,
  'startScreen.prompts.prompt.type': true,
  'startScreen.prompts.prompt.text': true,
  'startScreen.prompts.prompt.id': true,
  'startScreen.prompts.prompt.group': true,
  'startScreen.prompts.prompt.data': true,
  'startScreen.prompts.prompt.interactive': true,
  'startScreen.prompts.icon': true,
  threadItemActions: true,
  'threadItemActions.feedback': true,
  'threadItemActions.retry': true,
  composer: true,
  'composer.placeholder': true,
  'composer.attachments': true,
  'composer.attachments.enabled': true,
  'composer.attachments.maxSize': true,
  'composer.attachments.maxCount': true,
  'composer.attachments.accept': true,
  'composer.tools': true,
  'composer.tools.id': true,
  'composer.tools.label': true,
  'composer.tools.icon': true,
  'composer.tools.shortLabel': true,
  'composer.tools.placeholderOverride': true,
  'composer.tools.pinned': true,
  'composer.tools.persistent': true,
  'composer.models': true,
  'composer.models.id': true,
  'composer.models.label': true,
  'composer.models.description': true,
  'composer.models.disabled': true,
  'composer.models.default': true,
  'composer.dictation': true,
  'composer.dictation.enabled': true,
  disclaimer: true,
  'disclaimer.text': true,
  'disclaimer.highContrast': true,
  entities: true,
  'entities.onTagSearch': true,
  'entities.showComposerMenu': true,
  'entities.onClick': true,
  'entities.onRequestPreview': true,
  commands: true,
  'commands.enabled': true,
  'commands.onSearch': true,
  'commands.onSelect': true,
  'widgets.onAction': true,
  thread: true,
  'thread.autoScroll': true,
}

const WIDGET_OPTIONS: Record<keyof NonNullable<ChatKitOptions['widgets']>, true> = {
  onAction: true,
}

const EVENTS: Record<keyof ChatKitEvents, true> = {
  'chatkit.ready': true,
  'chatkit.error': true,
  'chatkit.effect': true,
  'chatkit.deeplink': true,
  'chatkit.response.start': true,
  'chatkit.response.end': true,
  'chatkit.history.open': true,
  'chatkit.history.close': true,
  'chatkit.thread.change': true,
  'chatkit.thread.load.start': true,
  'chatkit.thread.load.end': true,
  'chatkit.tool.change': true,
  'chatkit.log': true,
}

const METHODS: Record<Exclude<keyof OpenAIChatKit, keyof HTMLElement>, true> = {
  setOptions: true,
  focusComposer: true,
  setThreadId: true,
  sendCustomAction: true,
  sendUserMessage: true,
  setComposerValue: true,
  showHistory: true,
  hideHistory: true,
  fetchUpdates: true,
}

const SEND: Record<Paths<Omit<SendParams, 'content' | 'attachments'>>, true> = {
  text: true,
  reply: true,
  newThread: true,
  toolChoice: true,
  'toolChoice.id': true,
  model: true,
}
const COMPOSE: Record<keyof ComposerParams, true> = {
  text: true,
  content: true,
  reply: true,
  attachments: true,
  files: true,
  selectedToolId: true,
  selectedModelId: true,
}
const CONTENT: Record<UserMessageContent['type'], true> = { input_text: true, input_tag: true }
const ATTACHMENTS: Record<Attachment['type'], true> = { file: true, image: true }

/** What `implements` alone would not say: our methods take all that the published ones take, and give what they give. */
type Takes<K extends keyof typeof METHODS> =
  Parameters<OpenAIChatKit[K]> extends Parameters<ChatKitElement[K]> ? true : never
const TAKES: { [K in keyof typeof METHODS]: Takes<K> } = METHODS
const LOCALE: SupportedLocale extends NonNullable<ChatKitOptions['locale']> ? true : never = true

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !/\/(testing|catalogues)\/|public\.ts$/.test(path))

/** Taken and not needed: only the closed element asks somebody else whether a page may show it. */
const IGNORED = new Set(['api.domainKey'])

describe('the published types', () => {
  const code = sources(fileURLToPath(new URL('.', import.meta.url)))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')

  it('have no option that is read nowhere', () => {
    const unread = [...Object.keys(OPTIONS), ...Object.keys(WIDGET_OPTIONS)].filter((path) => {
      const name = path.split('.').at(-1) ?? path
      return !IGNORED.has(path) && !new RegExp(`\\b${name}\\b`).test(code)
    })

    expect(unread).toEqual([])
  })

  it('have no event that is never fired', () => {
    expect(Object.keys(EVENTS).filter((name) => !code.includes(`'${name}'`))).toEqual([])
  })

  it('have no method that is missing or takes less', () => {
    expect(Object.keys(TAKES)).toHaveLength(9)
    expect(Object.keys({ ...SEND, ...COMPOSE, ...CONTENT, ...ATTACHMENTS })).toHaveLength(15)
    expect(LOCALE).toBe(true)
  })
})
