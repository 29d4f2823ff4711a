// Answers by keyword. Each plays one part of the protocol.
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const PROSE = `## A plan for Thursday

The bank opens at **nine**; the [branch page](https://example.com) has the address. Three things to bring:

1. Your passport
2. The letter from *12 November*
3. The form, with
   - both signatures
   - the old account number

| Task | When | State |
| :--- | :--- | ---: |
| Call the bank | Tue 24 Nov, 09:00 | open |
| Renew passport | Fri 27 Nov | waiting |

\`\`\`python
def remind(at: datetime) -> None:
    """Say it once, on time."""
    schedule(at, once=True)
\`\`\`

> A quote, kept apart.

- [x] Written down
- [ ] Done

Inline \`code\`, ~~struck~~, and <b>raw HTML</b> that stays text. [A trap](javascript:alert(1)) leads nowhere.
`

const TASKS = [
  ['Call the bank', 'Tomorrow, 09:00', 'warning', 'high'],
  ['Renew passport', 'Fri 27 Nov', 'secondary', 'medium'],
  ['Book the dentist', 'No date', 'secondary', 'low'],
]

async function say(turn, text, ms = 12) {
  const item = { type: 'assistant_message', id: turn.id('msg'), ...turn.base(), content: [] }
  turn.send({ type: 'thread.item.added', item })
  for (const delta of text.match(/[\s\S]{1,6}/g) ?? []) {
    const update = { type: 'assistant_message.content_part.text_delta', content_index: 0, delta }
    turn.send({ type: 'thread.item.updated', item_id: item.id, update })
    await pause(ms)
  }
  turn.send({
    type: 'thread.item.done',
    item: { ...item, content: [{ type: 'output_text', text, annotations: [] }] },
  })
}

function list() {
  const row = ([title, due, color, priority], at) => ({
    type: 'ListViewItem',
    align: 'center',
    children: [
      {
        type: 'Checkbox',
        name: `done${at}`,
        label: '',
        onChangeAction: { type: 'task.complete', payload: { at } },
      },
      {
        type: 'Col',
        gap: 0,
        flex: 1,
        children: [
          { type: 'Text', value: title },
          { type: 'Caption', value: due },
        ],
      },
      { type: 'Badge', label: priority, color },
    ],
  })
  return {
    type: 'ListView',
    status: { text: '3 open tasks', icon: 'check-circle' },
    children: TASKS.map(row),
  }
}

const choices = (...values) => values.map((value) => ({ value, label: value }))

function card() {
  return {
    type: 'Card',
    size: 'md',
    asForm: true,
    confirm: { label: 'Create', action: { type: 'task.create' } },
    cancel: { label: 'Not now', action: { type: 'task.dismiss' } },
    children: [
      { type: 'Title', value: 'New task', size: 'md' },
      { type: 'Label', value: 'What', fieldName: 'task.title' },
      {
        type: 'Input',
        name: 'task.title',
        placeholder: 'Title',
        defaultValue: 'Call the bank',
        required: true,
      },
      {
        type: 'Row',
        children: [
          { type: 'DatePicker', name: 'task.due', defaultValue: '2026-11-24T09:00:00Z' },
          {
            type: 'Select',
            name: 'task.priority',
            defaultValue: 'high',
            options: choices('high', 'medium', 'low'),
          },
        ],
      },
      {
        type: 'RadioGroup',
        name: 'task.list',
        defaultValue: 'home',
        options: choices('home', 'work'),
      },
    ],
  }
}

async function widget(turn) {
  for (const root of [list(), card()]) {
    turn.send({
      type: 'thread.item.done',
      item: { type: 'widget', id: turn.id('wid'), ...turn.base(), widget: root },
    })
    await pause(200)
  }
  await say(turn, 'Here are your open tasks, and a form for a new one.')
}

async function workflow(turn) {
  const item = {
    type: 'workflow',
    id: turn.id('wf'),
    ...turn.base(),
    workflow: { type: 'custom', tasks: [], expanded: true },
  }
  turn.send({ type: 'thread.item.added', item })
  const tasks = [
    { type: 'custom', title: 'Looked at your tasks', status_indicator: 'complete' },
    {
      type: 'thought',
      title: 'Which day is meant',
      content: 'Tomorrow is **Tuesday**.',
      status_indicator: 'complete',
    },
    {
      type: 'web_search',
      title_query: 'bank opening hours',
      queries: ['bank opening hours'],
      sources: [{ type: 'url', title: 'Branch page', url: 'https://example.com' }],
      status_indicator: 'complete',
    },
    { type: 'custom', title: 'Adding “Call the bank”', status_indicator: 'loading' },
  ]
  for (const [task_index, task] of tasks.entries()) {
    turn.send({
      type: 'thread.item.updated',
      item_id: item.id,
      update: { type: 'workflow.task.added', task_index, task },
    })
    await pause(500)
  }
  tasks[3] = { type: 'custom', title: 'Added “Call the bank”', status_indicator: 'complete' }
  const done = { type: 'custom', tasks, expanded: true, summary: { title: 'Added a task' } }
  turn.send({ type: 'thread.item.done', item: { ...item, workflow: done } })
  await say(turn, 'Done: **Call the bank**, Tue 24 Nov 2026, 09:00.')
}

async function question(turn) {
  const inputs = [
    {
      type: 'multiple_choice',
      id: 'when',
      question: 'When shall I remind you?',
      options: [{ value: 'Tomorrow at 9' }, { value: 'On Friday' }],
    },
    {
      type: 'freeform',
      id: 'note',
      question: 'Anything to add?',
      description: 'It is kept with the task.',
    },
  ]
  await say(turn, 'Two things before I do that.')
  turn.send({
    type: 'thread.item.done',
    item: {
      type: 'structured_input',
      id: turn.id('inp'),
      ...turn.base(),
      status: 'pending',
      inputs,
    },
  })
}

async function trouble(turn) {
  turn.send({
    type: 'notice',
    level: 'warning',
    title: 'Nearly there',
    message: 'You have used 90 of 100 messages.',
  })
  await say(turn, 'I will try to reach the calendar.')
  turn.send({
    type: 'error',
    code: 'custom',
    message: 'The calendar did not answer.',
    allow_retry: true,
  })
}

const known = {
  prose: (turn) => say(turn, PROSE),
  widget,
  workflow,
  question,
  error: trouble,
  slow: (turn) => say(turn, PROSE.repeat(6), 60),
}

export function scripts(words) {
  const name = Object.keys(known).find((key) => words.toLowerCase().includes(key))
  return name === undefined ? (turn) => say(turn, 'Thank you, noted.') : known[name]
}
