/** The element on a page, what it tells the page, and what the page's functions were called with. */
import { bound, functions } from './functions.js'

export const EVENTS = [
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
  'log',
]

const plain = (value) =>
  value instanceof Error ? { name: value.name, message: value.message } : value

/** What was told, oldest first, for whoever looks from outside. */
export function recorder(onTold = () => undefined) {
  const told = []
  const tell = (name, detail) => {
    const copy = JSON.parse(JSON.stringify(detail ?? null, (_key, value) => plain(value)))
    told.push({ name, detail: copy })
    onTold(name, copy)
  }
  return { told, tell, known: functions(tell) }
}

/** Hears all events of an element. */
export function listen(element, tell) {
  for (const name of EVENTS)
    element.addEventListener(`chatkit.${name}`, (event) => tell(`chatkit.${name}`, event.detail))
}

export { bound }
