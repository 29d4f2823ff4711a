import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import TasksPage from '@/app/(dashboard)/tasks/page'
import type { TaskView } from '@/lib/tasks'

import { renderPage } from './page'
import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

let tasks: TaskView[]

function task(change: Partial<TaskView>): TaskView {
  const made = '2026-11-20T08:00:00Z'
  const number = tasks.length + 1
  const nothing = {
    notes: '',
    priority: 'none',
    due: null,
    due_words: '',
    completed_at: null,
  } as const
  return {
    ...nothing,
    id: `task-${number}`,
    number,
    title: 'A task',
    status: 'open',
    overdue: false,
    version: 1,
    created_at: made,
    updated_at: made,
    ...change,
  }
}

const page = (found: TaskView[], after: string | null = null) => ({
  json: { tasks: found, has_more: after !== null, after },
})

beforeEach(() => {
  server.reset()
  tasks = []
  tasks.push(
    task({
      title: 'Call the bank',
      overdue: true,
      due: { local: '2026-11-22T09:00', tz: 'Europe/Berlin' },
      due_words: 'Sun 22 Nov 2026, 09:00',
    }),
  )
  tasks.push(task({ title: 'Buy oats', due: { date: '2026-11-25' }, due_words: 'Wed 25 Nov 2026' }))
  tasks.push(
    task({ title: 'Send the invoice', status: 'done', completed_at: '2026-11-21T08:00:00Z' }),
  )
  server
    .on('GET /api/auth/token', { json: { token: 'the-jwt' } })
    .on('POST /api/chatkit/session', { json: { client_secret: 'secret' } })
    .on('GET /api/tasks', ({ query }) => page(tasks.filter(matching(query))))
})

const matching = (query: URLSearchParams) => (one: TaskView) => {
  if (query.get('due') === 'overdue') return one.overdue
  return query.get('status') === 'done' ? one.status === 'done' : one.status !== 'done'
}

async function openTasks() {
  const shown = renderPage(<TasksPage />, { origin: server.origin, path: '/tasks' })
  await screen.findByText('Buy oats')
  return shown
}

const section = async (name: string) => within(await screen.findByRole('region', { name }))

describe('the tasks page', () => {
  test('shows overdue, open and done tasks, each once, with the client secret', async () => {
    await openTasks()

    expect((await section('Overdue 1')).getByText('Call the bank')).toBeVisible()
    expect((await section('Overdue 1')).getByText('Sun 22 Nov 2026, 09:00')).toBeVisible()
    expect((await section('Open 1')).queryByText('Call the bank')).toBeNull()
    expect(
      (await section('Done 1')).getByRole('checkbox', { name: 'Send the invoice' }),
    ).toBeChecked()
    for (const call of server.calls('GET /api/tasks')) {
      expect(call.headers.authorization).toBe('Bearer secret')
    }
  })

  test('completes a task and shows what the server made of it', async () => {
    await openTasks()
    server.on('POST /api/tasks/task-2/complete', {
      json: { ...tasks[1], status: 'done', title: 'Buy oats (as stored)' },
    })

    await userEvent.click(screen.getByRole('checkbox', { name: 'Buy oats' }))

    expect(await (await section('Done 2')).findByText('Buy oats (as stored)')).toBeVisible()
  })

  test('reopens a task, back among the overdue when its time has passed', async () => {
    await openTasks()
    server.on('POST /api/tasks/task-3/reopen', {
      json: { ...tasks[2], status: 'open', overdue: true },
    })

    await userEvent.click(screen.getByRole('checkbox', { name: 'Send the invoice' }))

    expect(await (await section('Overdue 2')).findByText('Send the invoice')).toBeVisible()
    expect(screen.queryByRole('region', { name: /Done/ })).toBeNull()
  })

  test('leaves a task as it was and says why when the server refuses', async () => {
    await openTasks()
    server.on('POST /api/tasks/task-2/complete', {
      status: 409,
      json: { detail: 'It has changed.' },
    })

    await userEvent.click(screen.getByRole('checkbox', { name: 'Buy oats' }))

    expect(await screen.findByRole('alert')).toHaveTextContent('It has changed.')
    expect(screen.getByRole('checkbox', { name: 'Buy oats' })).not.toBeChecked()
  })

  test('adds a task with a day and a time on the wall clock of this browser', async () => {
    await openTasks()
    server.on('POST /api/tasks', ({ json }) => ({
      json: task({ ...(json as Partial<TaskView>), id: 'new' }),
    }))

    await userEvent.type(screen.getByLabelText('New task'), '  Post the letter ')
    fireEvent.change(screen.getByLabelText('Day'), { target: { value: '2026-11-24' } })
    fireEvent.change(screen.getByLabelText('Time'), { target: { value: '09:00' } })
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))

    expect(await (await section('Open 2')).findByText('Post the letter')).toBeVisible()
    const tz = Intl.DateTimeFormat().resolvedOptions().timeZone
    expect(server.calls('POST /api/tasks')[0]?.json).toEqual({
      title: 'Post the letter',
      due: { local: '2026-11-24T09:00', tz },
    })
  })

  test('asks again with the same key when the answer to an added task was lost', async () => {
    await openTasks()
    server.on('POST /api/tasks', { status: 503, json: { detail: 'Down.' } })
    await userEvent.type(screen.getByLabelText('New task'), 'Post the letter')
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await screen.findByRole('alert')
    server.on('POST /api/tasks', { json: task({ title: 'Post the letter', id: 'new' }) })

    await userEvent.click(screen.getByRole('button', { name: 'Add' }))

    await screen.findByText('Added.')
    const [first, second] = server.calls('POST /api/tasks')
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/)
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
  })

  test('keeps a task that was added while the lists were still on their way', async () => {
    const stored: TaskView[] = []
    let answer = (): void => undefined
    const added = new Promise<void>((resolve) => {
      answer = resolve
    })
    server.on('GET /api/tasks', async ({ query }) => {
      const found = stored.filter(matching(query))
      await added
      return page(found)
    })
    server.on('POST /api/tasks', () => {
      stored.push(task({ title: 'Water the plants', id: 'new' }))
      return { json: stored[0] }
    })
    renderPage(<TasksPage />, { origin: server.origin, path: '/tasks' })
    // Three lists; StrictMode asks for each of them twice.
    await waitFor(() => expect(server.calls('GET /api/tasks')).toHaveLength(6))

    await userEvent.type(screen.getByLabelText('New task'), 'Water the plants')
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await screen.findByText('Added.')
    answer()

    expect(await screen.findByText('Water the plants')).toBeVisible()
  })

  test('asks for a title before it asks the server', async () => {
    await openTasks()

    await userEvent.click(screen.getByRole('button', { name: 'Add' }))

    expect(screen.getByLabelText('New task')).toHaveAccessibleDescription('Please fill this in.')
    expect(screen.getByLabelText('New task')).toHaveFocus()
    expect(server.calls('POST /api/tasks')).toHaveLength(0)
  })

  test('loads the next page behind the first', async () => {
    server.on('GET /api/tasks', ({ query }) => {
      if (query.get('status') !== 'open') return page([])
      return query.get('after') === 'next'
        ? page([task({ title: 'Water the plants', id: 'late' })])
        : page([tasks[1] as TaskView], 'next')
    })
    await openTasks()

    await userEvent.click(screen.getByRole('button', { name: 'Show more open tasks' }))

    expect(await (await section('Open 2')).findByText('Water the plants')).toBeVisible()
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull()
  })

  test('looks again when the window gets the focus', async () => {
    await openTasks()
    tasks.push(task({ title: 'Said in the chat' }))

    fireEvent.focus(window)

    expect(await screen.findByText('Said in the chat')).toBeVisible()
  })

  test('says what is wrong when the tasks cannot be loaded, and tries again', async () => {
    server.on('GET /api/tasks', { status: 503, json: { detail: 'Down.' } })
    renderPage(<TasksPage />, { origin: server.origin, path: '/tasks' })
    await screen.findByText(/Something went wrong on the server/)
    server.on('GET /api/tasks', page([]))

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))

    expect(await screen.findByText(/Nothing to do yet/)).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })
})
