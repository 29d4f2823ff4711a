import type {
  DragDropManagerInput,
  DragEndEvent,
  DragOverEvent,
  DragStartEvent,
} from '@dnd-kit/dom'
import { Accessibility, Feedback, StyleInjector } from '@dnd-kit/dom'

type Of<Name extends 'dragstart' | 'dragover' | 'dragend'> = {
  dragstart: DragStartEvent
  dragover: DragOverEvent
  dragend: DragEndEvent
}[Name]
type Plugins = Extract<NonNullable<DragDropManagerInput['plugins']>, (...args: never) => unknown>

/** The page's own nonce: styles of a library are let in by it, and by nothing else. */
function pageNonce(): string | undefined {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
}

type Carried = { element?: Element } | null

function titleOf(source: Carried): string {
  return source?.element?.querySelector('.task-title')?.textContent ?? 'The task'
}

function placeOf(target: Carried): string {
  const element = target?.element
  if (element === undefined) return ''
  if (!element.matches('li')) return `over ${element.textContent}`
  const place = [...(element.parentElement?.children ?? [])].indexOf(element) + 1
  return `at place ${place} of ${element.parentElement?.getAttribute('aria-label') ?? 'the list'}`
}

const announcements = {
  dragstart: ({ operation: { source } }: Of<'dragstart'>) => `${titleOf(source)}: taken up.`,
  dragover: ({ operation: { source, target } }: Of<'dragover'>) =>
    `${titleOf(source)}: ${placeOf(target)}.`,
  dragend: ({ operation: { source }, canceled }: Of<'dragend'>) =>
    canceled ? `${titleOf(source)}: left where it was.` : `${titleOf(source)}: put down.`,
}

/** As the library has them, with our nonce and in our words. */
export const draggingPlugins: Plugins = (defaults) => [
  ...defaults,
  StyleInjector.configure({ nonce: typeof document === 'undefined' ? undefined : pageNonce() }),
  Feedback.configure({ dropAnimation: null }),
  Accessibility.configure({
    announcements,
    screenReaderInstructions: {
      draggable:
        'To carry the task elsewhere, press Space, use the arrow keys, and press Space again. Escape leaves it where it was.',
    },
  }),
]
