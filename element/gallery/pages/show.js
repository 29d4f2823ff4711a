import { h, list, prose } from './dom.js'
import { frame } from './frame.js'
import { bound, listen, recorder } from './host.js'
import { BASE, changed, withSwitches } from './options.js'

const { groups } = await list()
const now = frame({ widths: true })
const entries = groups.flatMap((group) => group.entries)
const entry = entries.find(({ id }) => location.pathname.endsWith(`/${id}`))
document.title = `${entry.title} · Gallery`

const own = entry.variants[now.variant] ?? entry.options
const written = withSwitches(
  { ...BASE, ...(entry.thread === null ? {} : { initialThread: entry.thread }), ...own },
  { ...now, locale: now.locale },
)

const log = h('ol', { class: 'log' })
function shown(name, detail) {
  if (name === 'chatkit.log') return
  log.prepend(
    h(
      'li',
      {},
      h('code', {}, name),
      ' ',
      detail === null ? '' : JSON.stringify(detail).slice(0, 300),
    ),
  )
}
const { told, tell, known } = recorder(shown)

function variants() {
  const labels = Object.keys(entry.variants)
  if (labels.length === 0) return null
  const link = (label, value) =>
    h(
      'a',
      {
        href: changed({ variant: value }),
        'aria-current': (now.variant ?? null) === value ? 'true' : undefined,
      },
      label,
    )
  return h(
    'div',
    { class: 'choice', role: 'group', 'aria-label': 'Variants' },
    link('as here', null),
    ...labels.map((label) => link(label, label)),
  )
}

function again(element) {
  if (entry.says === null) return null
  const play = () => element.sendUserMessage({ text: entry.says, newThread: true })
  return h('button', { class: 'play', type: 'button', onclick: play }, 'Play it again, live')
}

/** The server holds some actions until somebody lets them go. */
function release() {
  if (entry.id !== 'actions') return null
  const open = () => fetch('/gates/action', { method: 'POST' })
  return h('button', { type: 'button', onclick: open }, 'Let what waits go on')
}

const item = (one) =>
  h(
    'li',
    {},
    h(
      'a',
      {
        href: changed({ variant: null }, `/show/${one.id}`),
        'aria-current': one === entry ? 'page' : undefined,
      },
      one.title,
    ),
  )
const side = h(
  'nav',
  { class: 'side', 'aria-label': 'Everything in the gallery' },
  ...groups.map((group) =>
    h(
      'details',
      { open: group.id === entry.group },
      h('summary', {}, group.title),
      h('ul', {}, group.entries.map(item)),
    ),
  ),
)
const at = entries.indexOf(entry)
const step = (one, words) =>
  one === undefined
    ? null
    : h('a', { href: changed({ variant: null }, `/show/${one.id}`) }, `${words}: ${one.title}`)

const element = document.createElement('openai-chatkit')
document
  .querySelector('#main')
  .append(
    side,
    h(
      'article',
      {},
      h('h1', { dir: 'auto' }, entry.title),
      h('p', { class: 'about', dir: 'auto' }, prose(entry.about)),
      h('div', { class: 'tools' }, variants(), again(element), release()),
      h('div', { class: `stage ${now.width}` }, element),
      h(
        'details',
        { class: 'source' },
        h('summary', {}, 'Its options'),
        h('pre', { tabindex: 0 }, h('code', {}, JSON.stringify(own, null, 2))),
      ),
      h('details', { class: 'source' }, h('summary', {}, 'What it told the page'), log),
      h('div', { class: 'steps' }, step(entries[at - 1], 'Before'), step(entries[at + 1], 'Next')),
    ),
  )

listen(element, tell)
element.setOptions(bound(written, known))
window.gallery = {
  element,
  told,
  /** Turns the page without loading it again. */
  turn({ scheme = 'light', dir = 'ltr' }) {
    document.documentElement.dataset.scheme = scheme
    document.documentElement.dir = dir
    const options = {
      ...BASE,
      ...(entry.thread === null ? {} : { initialThread: entry.thread }),
      ...own,
    }
    element.setOptions(bound(withSwitches(options, { scheme, dir, locale: now.locale }), known))
  },
}
if (entry.live) await element.sendUserMessage({ text: entry.says })
if (entry.opens !== null) await element[entry.opens[0]](...entry.opens.slice(1))
document.documentElement.dataset.ready = 'true'
