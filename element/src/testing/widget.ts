/** One widget on a page of its own, with nothing behind it but what a test wants to hear. */
import { html, nothing, render } from 'lit'
import type { WidgetItem } from '../events'
import { translator } from '../locales'
import { emptyThread } from '../state'
import type { View, WidgetAction } from '../views/view'
import { widgetItem } from '../widgets/item'

export type Shown = {
  box: HTMLElement
  actions: WidgetAction[]
  problems: string[]
  /** Draws another widget, or another state of it, in the place of the first. */
  show(widget: object): void
  /** Takes it off the page, as a long thread does with what is out of sight. */
  hide(): void
}

export function showWidget(
  widget: object,
  run: (action: WidgetAction) => Promise<void> = () => Promise.resolve(),
): Shown {
  const box = document.createElement('div')
  document.body.append(box)
  const actions: WidgetAction[] = []
  const problems: string[] = []
  const view = {
    t: translator('en'),
    lang: 'en',
    dir: 'ltr',
    locale: 'en-GB',
    headingLevel: 2,
    options: { api: { url: 'https://example.org/api/chatkit', domainKey: 'local' } },
    thread: emptyThread,
    do: {
      widgetAction: (action: WidgetAction) => {
        actions.push(action)
        return run(action)
      },
      answerOver: () => Promise.resolve(),
      widgetProblem: (message: string) => problems.push(message),
    },
  } as unknown as View
  const show = (next: object): void => {
    const item = {
      type: 'widget',
      id: 'w1',
      thread_id: 't1',
      created_at: '',
      widget: next,
    } as unknown as WidgetItem
    render(html`${widgetItem(item, view)}`, box)
  }
  show(widget)
  return { box, actions, problems, show, hide: () => void render(nothing, box) }
}

/** Lets everything that was put off until after the drawing happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

export const key = (target: Element, name: string, init: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...init,
  })
  target.dispatchEvent(event)
  return event
}
