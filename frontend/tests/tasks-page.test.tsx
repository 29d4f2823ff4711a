import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import TasksPage from '@/app/(dashboard)/tasks/[[...view]]/page'

import { renderPage } from './page'
import { day, task, TaskServer } from './task-server'

const server = new TaskServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

beforeEach(() => {
  server.prepare([
    task(1, 'Call the bank', {
      overdue: true,
      due: { date: day(-1) },
      due_words: 'Sun 22 Nov 2026',
      priority: 'urgent',
    }),
    task(2, 'Buy oats', { due: { date: day(0) }, due_words: 'today, in full', labels: ['shop'] }),
    task(3, 'Read the lease'),
  ])
})

async function openTasks(path = '/tasks') {
  const shown = renderPage(<TasksPage />, { origin: server.origin, path })
  await screen.findByRole('button', { name: 'Buy oats' })
  return shown
}

const group = async (name: string) => within(await screen.findByRole('region', { name }))
const press = (key: string, more = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const row = (name: string) => screen.getByRole('button', { name }).closest('li')

describe('the tasks page', () => {
  test('shows every open task in the group of its day, with the exact date at hand', async () => {
    await openTasks()

    const late = await group('Overdue')
    expect(late.getByRole('checkbox', { name: 'Call the bank' })).not.toBeChecked()
    expect(late.getByText('Yesterday')).toHaveAttribute('title', 'Sun 22 Nov 2026')
    expect((await group('Today')).getByText('Buy oats')).toBeVisible()
    expect((await group('No date')).getByText('Read the lease')).toBeVisible()
    for (const call of server.calls('GET /api/tasks')) {
      expect(call.headers.authorization).toBe('Bearer secret')
    }
  })

  test('goes from view to view by links with addresses, and back', async () => {
    await openTasks()

    await userEvent.click(screen.getByRole('link', { name: 'Inbox 1 tasks' }))

    expect(window.location.pathname).toBe('/tasks/inbox')
    expect(await screen.findByRole('heading', { name: 'Inbox' })).toBeVisible()
    await waitFor(() =>
      expect(server.calls('GET /api/tasks').at(-1)?.query.get('project')).toBe('inbox'),
    )
    act(() => window.history.back())
    expect(await screen.findByRole('heading', { name: 'All tasks' })).toBeVisible()
  })

  test('completes a task at once and takes it back by the toast', async () => {
    await openTasks()

    await userEvent.click(screen.getByRole('checkbox', { name: 'Buy oats' }))

    await waitFor(() => expect(screen.queryByRole('button', { name: 'Buy oats' })).toBeNull())
    expect(server.bulk).toEqual([{ set_status: { ids: ['task-2'], status: 'done' } }])
    server.tasks = server.tasks.map((one) => ({ ...one, status: 'open' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('button', { name: 'Buy oats' })).toBeVisible()
    expect(server.calls('POST /api/tasks/undo')[0]?.json).toEqual({ call_id: 'call-1' })
  })

  test('puts a task back where it was and says why when the server refuses', async () => {
    await openTasks()
    server.on('POST /api/tasks/bulk', { status: 422, json: { detail: 'Not on a Monday.' } })

    await userEvent.click(screen.getByRole('checkbox', { name: 'Buy oats' }))

    expect((await screen.findAllByText('Not on a Monday.'))[0]).toBeInTheDocument()
    expect(screen.getByRole('checkbox', { name: 'Buy oats' })).not.toBeChecked()
  })

  test('offers to try again, under the same key, what could not be reached', async () => {
    await openTasks()
    server.on('POST /api/tasks/bulk', { status: 503, json: { detail: 'Starting.' } })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Buy oats' }))
    const again = await screen.findByRole('button', { name: 'Try again' })
    server.on('POST /api/tasks/bulk', { json: { call_id: 'c', remarks: [], next_occurrences: [] } })

    await userEvent.click(again)

    await waitFor(() => expect(server.calls('POST /api/tasks/bulk')).toHaveLength(2))
    const [first, second] = server.calls('POST /api/tasks/bulk')
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
  })
})

describe('renaming in the list', () => {
  test('saves with the version that the person saw', async () => {
    await openTasks()
    screen.getByRole('button', { name: 'Buy oats' }).focus()

    press('e')
    const input = screen.getByRole('textbox', { name: 'Title of #2' })
    await userEvent.clear(input)
    await userEvent.type(input, 'Buy rye{Enter}')

    expect(await screen.findByRole('button', { name: 'Buy rye' })).toBeVisible()
    expect(server.bulk[0]).toEqual({
      update: { tasks: [{ id: 'task-2', if_version: 1, set: { title: 'Buy rye' } }] },
    })
  })

  test('goes on from what the change before it has made', async () => {
    await openTasks()
    server.on('GET /api/tasks', () => new Promise(() => undefined))
    for (const [title, next] of [
      ['Buy oats', 'Buy rye'],
      ['Buy rye', 'Buy barley'],
    ] as const) {
      screen.getByRole('button', { name: title }).focus()
      press('e')
      const input = screen.getByRole('textbox', { name: 'Title of #2' })
      await userEvent.clear(input)
      await userEvent.type(input, `${next}{Enter}`)
      await screen.findByRole('button', { name: next })
    }

    const versions = server.bulk.map(({ update }) => update?.tasks?.[0]?.if_version)
    expect(versions).toEqual([1, 2])
  })

  test('merges with a change of something else that came first', async () => {
    await openTasks()
    const current = task(2, 'Buy oats', { version: 2, priority: 'high' })
    const done = { call_id: 'c', remarks: [], tasks: [] }
    server.on('POST /api/tasks/bulk', ({ json }) =>
      JSON.stringify(json).includes('"if_version":2')
        ? { json: done }
        : { status: 409, json: { code: 'version_conflict', detail: 'Changed.', current } },
    )
    screen.getByRole('button', { name: 'Buy oats' }).focus()

    press('e')
    await userEvent.type(screen.getByRole('textbox', { name: 'Title of #2' }), '!{Enter}')

    await waitFor(() => expect(server.bulk).toHaveLength(2))
    expect(screen.queryByText('Changed.')).toBeNull()
  })

  test('keeps what was typed and says so when the title was changed elsewhere', async () => {
    await openTasks()
    const current = task(2, 'Buy barley', { version: 2 })
    server.on('POST /api/tasks/bulk', {
      status: 409,
      json: { code: 'version_conflict', detail: 'Changed.', current },
    })
    screen.getByRole('button', { name: 'Buy oats' }).focus()

    press('e')
    const input = screen.getByRole('textbox', { name: 'Title of #2' })
    await userEvent.type(input, '!{Enter}')

    expect(await screen.findByRole('alert')).toHaveTextContent('renamed to “Buy barley”')
    expect(input).toHaveValue('Buy oats!')
  })
})

describe('the keyboard', () => {
  test('walks, selects, and does to all that is selected what is asked once', async () => {
    await openTasks()
    document.body.focus()

    press('j')
    press('x')
    press('j')
    press('x')
    press('c')

    await waitFor(() => expect(server.bulk).toHaveLength(1))
    expect(server.bulk[0]).toEqual({ set_status: { ids: ['task-1', 'task-2'], status: 'done' } })
  })

  test('asks before several tasks go to the trash', async () => {
    await openTasks()
    press('a', { ctrlKey: true })

    press('#')

    const asked = await screen.findByRole('dialog', { name: 'Move 3 tasks to the trash?' })
    expect(server.bulk).toHaveLength(0)
    await userEvent.click(within(asked).getByRole('button', { name: 'Move to the trash' }))
    await waitFor(() => expect(server.bulk[0]).toHaveProperty('delete'))
  })

  test('does nothing while something is typed', async () => {
    await openTasks()
    server.on('POST /api/tasks/quick-add/preview', { json: UNDERSTOOD })

    await userEvent.type(screen.getByRole('textbox', { name: 'New task' }), 'cx#d?')

    expect(screen.queryByRole('dialog')).toBeNull()
    expect(server.bulk).toHaveLength(0)
  })

  test('gives the focus to the next task when one goes', async () => {
    await openTasks()
    screen.getByRole('button', { name: 'Buy oats' }).focus()

    press('c')

    await waitFor(() =>
      expect(row('Read the lease')).toContainElement(document.activeElement as HTMLElement),
    )
  })

  test('shows its help', async () => {
    await openTasks()

    press('?')

    expect(await screen.findByRole('dialog', { name: 'Keyboard' })).toHaveTextContent('Add a task')
  })
})

const UNDERSTOOD = {
  ready: true,
  title: 'Call mum',
  notes: '',
  due: { date: day(1) },
  due_words: 'Tuesday',
  deadline: null,
  defer_until: null,
  recurrence: null,
  reminders: [],
  labels: [],
  project: null,
  priority: 'none',
  estimate_minutes: null,
  spans: [{ start: 9, end: 17, kind: 'due', value: day(1), words: 'Tuesday' }],
  ambiguous: [],
  problems: [],
}

describe('quick add', () => {
  test('shows what is understood, and a part that is clicked away is words again', async () => {
    await openTasks()
    server.on('POST /api/tasks/quick-add/preview', ({ json }) => ({
      json: JSON.stringify(json).includes('[[9,17]]')
        ? { ...UNDERSTOOD, title: 'Call mum tomorrow', due: null, spans: [] }
        : UNDERSTOOD,
    }))
    server.on('POST /api/tasks/quick-add', {
      json: { call_id: 'c', remarks: [], tasks: [task(9, 'Call mum tomorrow')] },
    })
    await userEvent.type(screen.getByRole('textbox', { name: 'New task' }), 'Call mum tomorrow')

    await userEvent.click(
      await screen.findByRole('button', { name: 'No date: keep “tomorrow” in the title' }),
    )
    expect(await screen.findByText('Call mum tomorrow', { selector: 'strong' })).toBeVisible()
    await userEvent.type(screen.getByRole('textbox', { name: 'New task' }), '{Enter}')

    await waitFor(() => expect(server.calls('POST /api/tasks/quick-add')).toHaveLength(1))
    expect(server.calls('POST /api/tasks/quick-add')[0]?.json).toEqual({
      text: 'Call mum tomorrow',
      ignore: [[9, 17]],
      choices: {},
    })
    expect(screen.getByRole('textbox', { name: 'New task' })).toHaveValue('')
  })

  test('asks which reading is meant, and adds nothing before it knows', async () => {
    await openTasks()
    const doubt = {
      start: 8,
      end: 12,
      kind: 'due',
      candidates: [
        { value: '07:00', words: 'at 07:00' },
        { value: '19:00', words: 'at 19:00' },
      ],
      may_be_title: true,
    }
    server.on('POST /api/tasks/quick-add/preview', ({ json }) => ({
      json: JSON.stringify(json).includes('"8":"19:00"')
        ? UNDERSTOOD
        : { ...UNDERSTOOD, ready: false, spans: [], ambiguous: [doubt] },
    }))
    server.on('POST /api/tasks/quick-add', {
      json: { call_id: 'c', remarks: [], tasks: [task(9, 'Dentist')] },
    })
    await userEvent.type(screen.getByRole('textbox', { name: 'New task' }), 'Dentist at 7{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose what is meant')
    expect(server.calls('POST /api/tasks/quick-add')).toHaveLength(0)

    await userEvent.click(await screen.findByRole('button', { name: 'at 19:00' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'New task' }), '{Enter}')

    await waitFor(() => expect(server.calls('POST /api/tasks/quick-add')).toHaveLength(1))
  })

  test('gives back what was typed when it could not be added', async () => {
    await openTasks()
    server
      .on('POST /api/tasks/quick-add/preview', { json: UNDERSTOOD })
      .on('POST /api/tasks/quick-add', { status: 503, json: { detail: 'Starting.' } })

    await userEvent.type(
      screen.getByRole('textbox', { name: 'New task' }),
      'Call mum tomorrow{Enter}',
    )

    expect(await screen.findByRole('alert')).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'New task' })).toHaveValue('Call mum tomorrow')
  })
})
