/** The composer's own actions, as commands of the `/` menu. */
import type { ChatKitOptions, ModelOption, ToolOption } from '@openai/chatkit'
import type { BuiltIn } from './chat/composing/caret-menu'
import type { Composer } from './chat/composing/composer'
import type { Translate } from './locales'
import { pickFiles } from './writing'

/** Only those that can do something here. */
export function builtIns(composer: Composer, options: ChatKitOptions, t: Translate): BuiltIn[] {
  const { tools = [], models = [] } = options.composer ?? {}
  const all = [
    ...additions(composer, options, t),
    ...tools.map((tool) => toolCommand(tool, composer)),
    ...(models.length > 1 ? [modelCommand(models, composer, t)] : []),
  ]
  return all.map((one) => ({ ...one, group: t('commandGroup') }))
}

function additions(composer: Composer, options: ChatKitOptions, t: Translate): BuiltIn[] {
  const { attachments, dictation } = options.composer ?? {}
  const all: [boolean | undefined, BuiltIn][] = [
    [
      attachments?.enabled,
      command('attach', t('addFiles'), 'paperclip', () => void pickFiles(composer, options)),
    ],
    [
      options.entities?.onTagSearch !== undefined,
      { id: 'mention', label: t('mention'), icon: 'at', text: '@' },
    ],
    [
      dictation?.enabled,
      command('dictate', t('dictate'), 'microphone', () => void composer.dictation.start()),
    ],
  ]
  return all.flatMap(([applies, one]) => (applies === true ? [one] : []))
}

function command(id: string, label: string, icon: string, run: () => void): BuiltIn {
  return { id, label, icon, run }
}

function toolCommand({ id, label, icon }: ToolOption, composer: Composer): BuiltIn {
  return command(id, label, icon, () => composer.change({ toolId: id }))
}

function modelCommand(models: readonly ModelOption[], composer: Composer, t: Translate): BuiltIn {
  const menu = models
    .filter(({ disabled }) => disabled !== true)
    .map(({ id, label, description }) => ({
      id,
      label,
      ...(description === undefined ? {} : { description }),
      run: () => composer.change({ modelId: id }),
    }))
  return { id: 'models', label: t('chooseModel'), icon: 'sparkle', menu }
}
