import type { ChatKitOptions } from '@openai/chatkit-react'

import type { OfferedModel } from '@/lib/account'
import { fetchWithBearer } from '@/lib/api'
import type { ChatKitEnv } from '@/lib/env'
import type { Theme } from '@/lib/theme'

export const ACCENT = '#2563eb'
export const ASSISTANT = 'AI Assistant'

/** The page's own surfaces (styles/base.css), so that the chat has no edge. */
const SURFACES = {
  light: { background: '#ffffff', foreground: '#16202e' },
  dark: { background: '#171d27', foreground: '#e8ecf3' },
}

type ComposerOption = NonNullable<ChatKitOptions['composer']>

type Choices = {
  theme: Theme
  chatkit: ChatKitEnv
  getClientSecret: (existing: string | null) => Promise<string>
  models?: OfferedModel[]
}

export function chatOptions({
  theme,
  chatkit,
  getClientSecret,
  models = [],
}: Choices): ChatKitOptions {
  return {
    api: apiOf(chatkit, getClientSecret),
    frameTitle: ASSISTANT,
    theme: {
      colorScheme: theme,
      radius: 'soft',
      color: {
        accent: { primary: ACCENT, level: 2 },
        surface: SURFACES[theme],
      },
    },
    header: { title: { text: ASSISTANT } },
    history: { enabled: true, showDelete: true, showRename: true },
    startScreen: { greeting: `Welcome to ${ASSISTANT}`, prompts: [...PROMPTS] },
    composer: { placeholder: 'Ask for a task, or ask what is due', ...pickerOf(models) },
    threadItemActions: { feedback: true, retry: true },
    thread: { autoScroll: true },
  }
}

/** One model is no choice. */
function pickerOf(models: OfferedModel[]): Pick<ComposerOption, 'models'> {
  if (models.length < 2) return {}
  return { models: models.map(({ id, chosen }) => ({ id, label: id, default: chosen })) }
}

export const PROMPTS = [
  { label: 'Create a task', prompt: 'Create a task', icon: 'lucide:pencil' },
  { label: 'List tasks', prompt: 'List my tasks', icon: 'lucide:list' },
  { label: 'Get help', prompt: 'What can you do for me?', icon: 'lightbulb' },
] as const

/** An element that is not ours would carry a client secret to its maker; it gets a fetch instead. */
function apiOf(
  { foreign, domainKey }: ChatKitEnv,
  getClientSecret: Choices['getClientSecret'],
): ChatKitOptions['api'] {
  if (!foreign) return { getClientSecret }
  return {
    url: new URL('/api/chatkit', window.location.href).href,
    domainKey: domainKey ?? 'local-dev',
    fetch: fetchWithBearer,
  }
}
