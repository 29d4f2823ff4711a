/** From a click in a widget to an action: form values, spinner, and what happens when it fails. */
import { ChatKitError } from '../problems'
import type { WidgetAction } from '../views/view'
import { settle } from './initial'
import { isNode, type Context } from './node'
import { formValues, merged, nested, type Values } from './payload'

export type Loading = 'self' | 'container' | 'none'

/** What a source has under way: the same thing again is a second click and not a second wish. */
const underWay = new WeakMap<HTMLElement, Set<string>>()

export function isAction(value: unknown): value is WidgetAction {
  return isNode(value) && typeof value['type'] === 'string'
}

export type Fired = {
  /** What `loadingBehavior: "auto"` means here. */
  usual: Loading
  /** The control's own value, when it has one; it goes into the payload under the control's name. */
  own?: Values
  /** Puts the control back where it was: what the server refused is not shown as done. */
  revert?: () => void
}

/** Runs an action for the element that caused it. Never rejects: a failure is told in the widget. */
export async function fire(
  action: unknown,
  source: HTMLElement,
  context: Context,
  { usual, own = {}, revert }: Fired,
): Promise<void> {
  if (!isAction(action)) return
  const ready = { ...action, ...payloadOf(action, source, context, own) }
  const key = JSON.stringify([ready.type, ready.payload ?? null])
  const running = underWay.get(source) ?? new Set()
  if (running.has(key)) return
  underWay.set(source, running.add(key))
  const wanted = action.loadingBehavior ?? 'auto'
  const done = showBusy(source, wanted === 'auto' ? usual : wanted)
  try {
    await attempt(ready, source, context, revert)
  } finally {
    running.delete(key)
    done()
  }
}

function payloadOf(
  action: WidgetAction,
  source: HTMLElement,
  { view }: Context,
  own: Values,
): { payload?: unknown } {
  const form = source.closest('form')
  const values = { ...(form === null ? {} : formValues(form)), ...nested(own) }
  const payload = merged(action.payload, values, () =>
    view.do.widgetProblem('A form field has the name of a payload entry.'),
  )
  return payload === undefined ? {} : { payload }
}

async function attempt(
  action: WidgetAction,
  source: HTMLElement,
  context: Context,
  revert: (() => void) | undefined,
): Promise<void> {
  const { item, view, host } = context
  const run = (): Promise<void> => view.do.widgetAction(action, item)
  host.fail(null)
  try {
    const streamed = action.handler !== 'client' && action.streaming !== false
    await (action.handler === 'client' ? run() : host.inTurn(run))
    // Outside the widget's own order: what is done at once may be done while the answer comes.
    if (streamed) await view.do.answerOver()
    const form = source.closest('form')
    if (form !== null) settle(form)
  } catch (error) {
    revert?.()
    // The card below the last turn says it, and offers another try: once is enough.
    if (isTold(action, source, error)) return
    host.fail({ words: wordsFor(error, context), again: againOf(action, source, context, error) })
  }
}

function isTold(action: WidgetAction, source: HTMLElement, error: unknown): boolean {
  const beside = action.handler === 'client' || action.streaming === false
  if (beside || (error instanceof ChatKitError && error.code === 'integration')) return false
  return source.closest('.turn.last') !== null
}

function wordsFor(error: unknown, { view }: Context): string {
  const shown = error instanceof ChatKitError ? error.details.shown : undefined
  return shown ?? view.t('actionFailed')
}

/** What went into the thread can be tried again there; what is wrong with the page will be so again. */
function againOf(
  action: WidgetAction,
  source: HTMLElement,
  context: Context,
  error: unknown,
): (() => void) | null {
  const beside = action.handler === 'client' || action.streaming === false
  if (!beside || (error instanceof ChatKitError && error.code === 'integration')) return null
  return () => void attempt(action, source, context, undefined)
}

function showBusy(source: HTMLElement, loading: Loading): () => void {
  const target =
    loading === 'container'
      ? source.closest<HTMLElement>('.w-root')
      : loading === 'self'
        ? source
        : null
  if (target === null) return () => undefined
  target.setAttribute('aria-busy', 'true')
  if (loading === 'self') return () => target.removeAttribute('aria-busy')
  // What is inert lets go of the focus: it comes back with the widget.
  const root = target.getRootNode() as Document | ShadowRoot
  const focused = root.activeElement
  target.inert = true
  return () => {
    target.removeAttribute('aria-busy')
    target.inert = false
    if (root.activeElement === null && focused instanceof HTMLElement && target.contains(focused))
      focused.focus()
  }
}

/** The second click of a double click asks for nothing new. */
export function isRepeat(event: Event, action: unknown): boolean {
  return (event as MouseEvent).detail > 1 && !(isAction(action) && action.handler === 'client')
}
