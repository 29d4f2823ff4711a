import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import TasksPage from '@/app/(dashboard)/tasks/[[...view]]/page'

import { renderPage } from './page'
import { task, TaskServer } from './task-server'

const server = new TaskServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

beforeEach(() => {
  server.prepare([
    task(1, 'Call the bank', { deleted_at: '2026-11-23T09:00:00.250000Z' }),
    task(2, 'Buy oats', { deleted_at: '2026-11-22T09:00:00Z' }),
    task(3, 'Read the lease'),
  ])
  server.withTrash()
})

const EMPTY = 'DELETE /api/tasks/trash'
const PURGE = `${EMPTY}/task-2`

async function openTrash(): Promise<void> {
  renderPage(<TasksPage />, { origin: server.origin, path: '/tasks/trash' })
  await screen.findByText('Buy oats')
}

async function asked(button: string, dialog: string) {
  await userEvent.click(screen.getByRole('button', { name: button }))
  return within(await screen.findByRole('dialog', { name: dialog }))
}

/** It stands in a toast, and is told to who listens. */
async function said(words: string): Promise<void> {
  expect(await screen.findAllByText(words)).toHaveLength(2)
}

describe('the trash', () => {
  test('deletes one task for good once that is confirmed', async () => {
    await openTrash()

    const sheet = await asked('Delete “Buy oats” for good', 'Delete “Buy oats” for good?')
    expect(sheet.getByText('This cannot be undone.')).toBeVisible()
    expect(server.calls(PURGE)).toHaveLength(0)
    await userEvent.click(sheet.getByRole('button', { name: 'Delete for good' }))

    await said('Deleted “Buy oats” for good.')
    expect(server.calls(PURGE)).toHaveLength(1)
    expect(screen.queryByRole('button', { name: 'Restore “Buy oats”' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Restore “Call the bank”' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  test('is emptied of what the person saw in it', async () => {
    await openTrash()

    const sheet = await asked('Empty trash', 'Empty the trash?')
    await userEvent.click(sheet.getByRole('button', { name: 'Empty trash' }))

    await said('The trash is emptied: 2 tasks are gone.')
    expect(await screen.findByText('The trash is empty')).toBeVisible()
    expect(server.calls(EMPTY)[0]?.query.get('until')).toBe('2026-11-23T09:00:00.250000Z')
  })

  test('asks until a very full one is empty, and says how much that was', async () => {
    await openTrash()
    const parts = [
      { deleted: 2000, has_more: true },
      { deleted: 17, has_more: false },
    ]
    server.on(EMPTY, () => ({ json: { call_id: null, remarks: [], ...parts.shift() } }))

    const sheet = await asked('Empty trash', 'Empty the trash?')
    await userEvent.click(sheet.getByRole('button', { name: 'Empty trash' }))

    await said('The trash is emptied: 2017 tasks are gone.')
  })

  test.each([
    ['Delete “Buy oats” for good', 'Delete “Buy oats” for good?'],
    ['Empty trash', 'Empty the trash?'],
  ])('stays as it is when who is asked only presses Enter: %s', async (button, dialog) => {
    await openTrash()

    await asked(button, dialog)
    await userEvent.keyboard('{Enter}')

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect([...server.calls(EMPTY), ...server.calls(PURGE)]).toEqual([])
  })

  test('shows a task again, and says why, when the server refuses', async () => {
    await openTrash()
    server.on(PURGE, { status: 409, json: { detail: 'Task #2 is not in the trash.' } })

    const sheet = await asked('Delete “Buy oats” for good', 'Delete “Buy oats” for good?')
    await userEvent.click(sheet.getByRole('button', { name: 'Delete for good' }))

    await said('Task #2 is not in the trash.')
    expect(screen.getByRole('button', { name: 'Restore “Buy oats”' })).toBeVisible()
  })
})
