/** Puts the element on a page and reads it the way a person does: by role and by text. */
import './browser'
import '../define'
import type { ChatKitElement } from '../element'
import type { OpenChatKitOptions } from '../public'

export { until } from './waiting'

export type Mounted = {
  element: ChatKitElement
  root: ShadowRoot
  /** Names of the element's own events, in order, with their details. */
  events: [string, unknown][]
}

const EVENTS = [
  'ready',
  'error',
  'effect',
  'deeplink',
  'response.start',
  'response.end',
  'history.open',
  'history.close',
  'thread.change',
  'thread.load.start',
  'thread.load.end',
  'tool.change',
]

export async function mount(options: OpenChatKitOptions): Promise<Mounted> {
  const element = document.createElement('openai-chatkit') as ChatKitElement
  const events: [string, unknown][] = []
  // The test's server is of another origin, and takes what our own one takes.
  element.setAttribute('extensions', '')
  document.body.append(element)
  element.setOptions(options)
  for (const name of EVENTS)
    element.addEventListener(`chatkit.${name}`, (event: Event) =>
      events.push([name, (event as CustomEvent).detail]),
    )
  await element.updateComplete
  return { element, root: element.shadowRoot!, events }
}

export function button(root: ParentNode, label: string): HTMLButtonElement | null {
  const all = [...root.querySelectorAll<HTMLButtonElement>('button')]
  return (
    all.find((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === label) ??
    null
  )
}

export function press(root: ParentNode, label: string): void {
  const found = button(root, label)
  if (found === null) throw new Error(`There is no button “${label}”.`)
  found.click()
}

/** The box to write in. */
export function box(root: ParentNode): HTMLElement {
  return root.querySelector<HTMLElement>('[data-focus="composer"]')!
}

/** Pastes, which is how a person without keys writes. */
export function type(root: ParentNode, text: string): HTMLElement {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  const data = { files: [], getData: (kind: string) => (kind === 'text/plain' ? text : '') }
  box(root).dispatchEvent(Object.assign(event, { clipboardData: data }))
  return box(root)
}

export function enter(area: HTMLElement, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key: 'Enter',
    bubbles: true,
    cancelable: true,
    ...init,
  })
  area.dispatchEvent(event)
  return event
}

export function texts(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map((node) =>
    (node.textContent ?? '').replace(/\s+/g, ' ').trim(),
  )
}
