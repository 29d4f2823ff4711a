/** Functions that options name as "@name"; `tell` shows what was called, with what. */

const PEOPLE = [
  { id: 'person-ada', title: 'Ada Lovelace', group: 'People', icon: 'user', interactive: true },
  { id: 'person-alan', title: 'Alan Turing', group: 'People', icon: 'user', interactive: true },
  { id: 'doc-form', title: 'Form 12', group: 'Papers', icon: 'document', interactive: false },
  {
    id: 'doc-letter',
    title: 'Letter of 12 November',
    group: 'Papers',
    icon: 'mail',
    interactive: true,
  },
]

const COMMANDS = [
  { id: 'today', label: 'Today', description: 'Insert what is due today', icon: 'calendar' },
  {
    id: 'person',
    label: 'A person',
    description: 'Choose one from a list',
    icon: 'user',
    group: 'Insert',
  },
  {
    id: 'tidy',
    label: 'Tidy up',
    description: 'Does something in this page',
    icon: 'sparkle',
    group: 'Page',
  },
]

const matching = (query, rows, name) =>
  rows.filter((row) => name(row).toLowerCase().includes(query.trim().toLowerCase()))

function preview({ title, id }) {
  return {
    preview: {
      type: 'Basic',
      padding: 3,
      gap: 1,
      children: [
        { type: 'Title', value: title, size: 'sm' },
        { type: 'Caption', value: id },
      ],
    },
  }
}

function select(command) {
  if (command.id === 'today')
    return { type: 'entity', entity: { id: 'day-today', title: 'Today', icon: 'calendar' } }
  if (command.id === 'person')
    return {
      type: 'menu',
      commands: PEOPLE.slice(0, 2).map(({ id, title }) => ({ id, label: title, icon: 'user' })),
    }
  const person = PEOPLE.find(({ id }) => id === command.id)
  return person === undefined ? undefined : { type: 'entity', entity: person }
}

async function newSecret() {
  const answer = await fetch('/guarded/secret', { method: 'POST' })
  return (await answer.json()).client_secret
}

/** The page's functions by name. */
export function functions(tell) {
  const told =
    (name, work) =>
    async (...args) => {
      tell(name, args)
      return await work(...args)
    }
  return {
    answerKept: (answer) => tell('threadItemActions.custom', [answer]),
    clientTool: told('onClientTool', ({ name, params }) => {
      if (name === 'fail') throw new Error('This page cannot do that.')
      return { title: document.title.slice(0, params.length) }
    }),
    commands: told('commands.onSearch', (query) => matching(query, COMMANDS, (row) => row.label)),
    countingFetch: (...args) => {
      tell('api.fetch', [
        new URL(args[0] instanceof Request ? args[0].url : args[0], location.href).pathname,
      ])
      return fetch(...args)
    },
    entityClicked: (entity) => tell('entities.onClick', [entity]),
    leftAction: () => tell('header.leftAction', []),
    people: told('entities.onTagSearch', (query) => matching(query, PEOPLE, (row) => row.title)),
    preview: told('entities.onRequestPreview', preview),
    rightAction: () => tell('header.rightAction', []),
    runCommand: told('commands.onSelect', select),
    secret: told('api.getClientSecret', newSecret),
    widgetAction: told('widgets.onAction', () => undefined),
  }
}

/** Returns the same value with every "@name" replaced by the function of that name. */
export function bound(value, known) {
  if (typeof value === 'string' && value.startsWith('@')) return known[value.slice(1)] ?? value
  if (Array.isArray(value)) return value.map((one) => bound(one, known))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bound(one, known)]))
}
