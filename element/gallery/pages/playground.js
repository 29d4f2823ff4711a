import { h, list } from './dom.js'
import { frame } from './frame.js'
import { bound, listen, recorder } from './host.js'
import { BASE, withSwitches } from './options.js'

const { groups, scripts } = await list()
const now = frame({ widths: true })
document.title = 'Playground'

const START = {
  ...BASE,
  theme: { radius: 'pill', density: 'normal', color: { accent: { primary: '#1d4f91', level: 1 } } },
  startScreen: {
    prompts: [
      { label: 'Show me prose', prompt: 'Show me prose', icon: 'square-text' },
      { label: 'Work on something', prompt: 'Work on something', icon: 'bolt' },
      { label: 'Ask me something', prompt: 'Ask me something', icon: 'circle-question' },
      { label: 'Show the widget form', prompt: 'Show the widget form', icon: 'write' },
    ],
  },
  composer: {
    attachments: { enabled: true },
    dictation: { enabled: true },
    tools: [{ id: 'search', label: 'Search the web', icon: 'globe' }],
    models: [
      { id: 'quick', label: 'Quick', default: true },
      { id: 'thorough', label: 'Thorough' },
    ],
  },
  entities: {
    onTagSearch: '@people',
    onRequestPreview: '@preview',
    onClick: '@entityClicked',
    showComposerMenu: true,
  },
  commands: { enabled: true, onSearch: '@commands', onSelect: '@runCommand' },
  thread: { autoScroll: true },
  disclaimer: { text: 'The assistant can be wrong.' },
}
START.api = { ...START.api, uploadStrategy: { type: 'direct', uploadUrl: '/files' } }

const log = h('ol', { class: 'log', 'aria-label': 'Events, newest first' })
const { told, tell, known } = recorder((name, detail) => {
  log.prepend(
    h(
      'li',
      {},
      h('code', {}, name),
      ' ',
      detail === null ? '' : JSON.stringify(detail).slice(0, 200),
    ),
  )
  while (log.children.length > 60) log.lastChild.remove()
})

const element = document.createElement('openai-chatkit')
const text = h('textarea', { id: 'options', rows: 18, spellcheck: 'false', autocomplete: 'off' })
const state = h('p', { class: 'state', role: 'status' })
text.value = JSON.stringify(START, null, 2)

function apply() {
  try {
    element.setOptions(bound(withSwitches(JSON.parse(text.value), now), known))
    state.textContent = 'These options hold.'
    state.className = 'state'
  } catch (error) {
    state.textContent = `Not yet: ${error.message}`
    state.className = 'state wrong'
  }
}
text.addEventListener('input', apply)

const names = groups.flatMap((group) => group.entries).filter(({ group }) => group === 'widgets')
const lines = [
  ...scripts.filter((one) => one !== 'Show the widget'),
  ...names.map(({ id }) => `Show the widget ${id}`),
]
const line = (words) => h('option', { value: words }, words)
const chosen = h('select', { id: 'script' }, lines.map(line))
const say = () => element.sendUserMessage({ text: chosen.value })

const METHODS = {
  'New chat': () => element.setThreadId(null),
  History: () => element.showHistory(),
  'Close history': () => element.hideHistory(),
  'Focus the composer': () => element.focusComposer(),
  'Fill the composer': () =>
    element.setComposerValue({ text: 'Move the meeting to Friday', reply: 'It is on Thursday.' }),
  'Let it go on': () =>
    Promise.all(['answer', 'action'].map((gate) => fetch(`/gates/${gate}`, { method: 'POST' }))),
  'Fetch updates': () => element.fetchUpdates(),
  'Send an action': () =>
    element.sendCustomAction({ type: 'page.asked', payload: { from: 'playground' } }),
}
const refused = (error) => {
  state.textContent = error.message
  state.className = 'state wrong'
}
const button = ([label, work]) =>
  h('button', { type: 'button', onclick: () => work().catch(refused) }, label)

document
  .querySelector('#main')
  .append(
    h(
      'section',
      { class: 'desk', 'aria-label': 'Controls' },
      h('h1', {}, 'Playground'),
      h('label', { for: 'script' }, 'Something to say'),
      h(
        'div',
        { class: 'line' },
        chosen,
        h('button', { type: 'button', class: 'main', onclick: say }, 'Say it'),
      ),
      h(
        'div',
        { class: 'line', role: 'group', 'aria-label': 'Methods' },
        Object.entries(METHODS).map(button),
      ),
      h('label', { for: 'options' }, 'Options, live as you type'),
      text,
      state,
      h('h2', {}, 'Events'),
      log,
    ),
    h('div', { class: `stage ${now.width}` }, element),
  )
listen(element, tell)
apply()
window.gallery = { element, told }
document.documentElement.dataset.ready = 'true'
