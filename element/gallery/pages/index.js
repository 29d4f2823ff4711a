import { h, list, prose } from './dom.js'
import { frame } from './frame.js'
import { changed } from './options.js'

const { groups } = await list()
frame()

const card = (entry) =>
  h(
    'li',
    {},
    h(
      'a',
      { class: 'card', href: changed({ variant: null }, `/show/${entry.id}`) },
      h('h3', { dir: 'auto' }, entry.title),
      h('p', { dir: 'auto' }, prose(entry.about)),
    ),
  )
const section = (group) =>
  h(
    'section',
    { 'aria-labelledby': group.id },
    h('h2', { id: group.id }, group.title),
    h('ul', { class: 'cards' }, group.entries.map(card)),
  )

const count = groups.reduce((sum, group) => sum + group.entries.length, 0)
document
  .querySelector('#main')
  .append(
    h(
      'div',
      { class: 'hero' },
      h('h1', { dir: 'auto' }, 'A chat element of your own'),
      h(
        'p',
        { dir: 'auto' },
        prose(
          'Everything that `<openai-chatkit>` can be told to do, and everything that a server can make it show: ',
        ),
        `${count} pages, each against a stock server with a scripted model.`,
      ),
      h(
        'p',
        { class: 'jump' },
        ...groups.map((group) => h('a', { href: `#${group.id}` }, group.title)),
      ),
    ),
    ...groups.map(section),
  )
document.documentElement.dataset.ready = 'true'
