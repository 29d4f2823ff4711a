import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import { OperatorLink } from '@/app/(dashboard)/account/operator-link'
import { Transfer } from '@/app/(dashboard)/account/transfer'
import { Viewer } from '@/app/_ui/viewer'
import { isOperator } from '@/lib/operator'

import { ANN, renderPage } from './page'
import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const CSV = 'title,due\nWater the plants,2027-03-01\nFly,someday\n'

const TRIAL = {
  ok: true,
  event_ids: [],
  call_id: null,
  replayed: false,
  remarks: [],
  dry_run: true,
  counts: { added: 2 },
  tasks: [
    { line: 2, title: 'Water the plants', action: 'added', id: 'task-1', recurrence_words: '' },
    { line: 3, title: 'Fly', action: 'added', id: 'task-2', recurrence_words: '' },
  ],
  new_projects: ['Garden'],
  new_labels: [],
  issues: [
    { line: 3, field: 'due', problem: 'must be YYYY-MM-DD', left_out: false },
    { line: 4, field: '', problem: 'has no title', left_out: true },
  ],
  issues_total: 2,
}

const DONE = { ...TRIAL, dry_run: false, call_id: 'call-1', event_ids: ['event-1'] }

let saved: { name: string; blob: Blob }[] = []

/** What the browser would do with a download; jsdom has none. */
function catchDownloads(): void {
  saved = []
  let blob: Blob | null = null
  URL.createObjectURL = (given) => {
    blob = given as Blob
    return 'blob:kept'
  }
  URL.revokeObjectURL = () => undefined
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    if (blob !== null && this.href === 'blob:kept') saved.push({ name: this.download, blob })
  }
}

beforeEach(() => {
  catchDownloads()
  server.reset()
  server
    .on('GET /api/auth/token', { json: { token: 'the-jwt' } })
    .on('POST /api/chatkit/session', { json: { client_secret: 'secret' } })
    .on('POST /api/import', ({ query }) => ({
      json: query.get('dry_run') === 'true' ? TRIAL : DONE,
    }))
})

const open = () => renderPage(<Transfer />, { origin: server.origin, path: '/account' })
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

async function look(name = 'tasks.csv', content = CSV, type = 'text/csv') {
  const user = userEvent.setup({ applyAccept: false })
  await user.upload(screen.getByLabelText('File'), new File([content], name, { type }))
  await press('Look at it first')
}

describe('taking out', () => {
  test.each([
    ['Everything (JSON)', 'json'],
    ['Tasks for spreadsheets (CSV)', 'csv'],
    ['Tasks for calendars (iCalendar)', 'ics'],
  ])('%s is fetched with the bearer and saved under its name', async (label, kind) => {
    server.on(`GET /api/export.${kind}`, {
      json: { tasks: [] },
      headers: { 'Content-Disposition': `attachment; filename="errand.${kind}"` },
    })
    open()
    await press(label)

    expect(await screen.findByText(`errand.${kind} is in your downloads.`)).toBeVisible()
    expect(saved.map(({ name }) => name)).toEqual([`errand.${kind}`])
    expect(await saved[0]?.blob.text()).toBe('{"tasks":[]}')
    expect(server.calls(`GET /api/export.${kind}`)[0]?.headers.authorization).toBe('Bearer secret')
  })

  test('says why there is no download', async () => {
    server.on('GET /api/export.csv', { status: 503, json: { title: 'Unavailable' } })
    open()
    await press('Tasks for spreadsheets (CSV)')

    expect(await screen.findByRole('alert')).toHaveTextContent(/went wrong on the server/)
    expect(saved).toEqual([])
  })
})

describe('bringing in', () => {
  test('shows what would be added and what is wrong in which line, and changes nothing', async () => {
    open()
    await look()

    expect(await screen.findByRole('status')).toHaveTextContent('tasks.csv would give: 2 added.')
    const tasks = within(screen.getByRole('table', { name: 'Tasks' }))
    expect(tasks.getByRole('row', { name: /Water the plants/ })).toHaveTextContent(/^2.*added$/)
    const wrong = within(screen.getByRole('table', { name: 'Not understood (2)' }))
    expect(wrong.getByRole('row', { name: /due/ })).toHaveTextContent(/^3.*only this is left out$/)
    expect(wrong.getByRole('row', { name: /has no title/ })).toHaveTextContent(/^4.*is left out$/)
    expect(screen.getByText(/New projects: Garden/)).toBeVisible()
    const [asked, ...more] = server.calls('POST /api/import')
    expect(more).toEqual([])
    expect(asked?.query.get('dry_run')).toBe('true')
    expect(asked?.headers['content-type']).toBe('text/csv')
    expect(asked?.text).toBe(CSV)
  })

  test('brings in what was looked at, and takes it back', async () => {
    server.on('POST /api/tasks/undo', { json: { ok: true, undone: [] } })
    open()
    await userEvent.type(screen.getByLabelText(/^Project for tasks/), 'Garden')
    await look()
    await screen.findByRole('table', { name: 'Tasks' })
    await press('Import 2 tasks')

    expect(await screen.findByText('Imported: 2 added.')).toBeVisible()
    const sent = server.calls('POST /api/import')[1]
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({ project: 'Garden' })
    expect(sent?.text).toBe(CSV)

    await press('Take it back')
    expect(await screen.findByText('The import is taken back.')).toBeVisible()
    expect(server.calls('POST /api/tasks/undo')[0]?.json).toEqual({ call_id: 'call-1' })
  })

  test('tries again under the same key, so that nothing comes in twice', async () => {
    open()
    await look()
    await screen.findByRole('table', { name: 'Tasks' })
    server.on('POST /api/import', { status: 503, json: { title: 'Unavailable' } })
    await press('Import 2 tasks')
    await screen.findByRole('alert')
    server.on('POST /api/import', { json: DONE })
    await press('Import 2 tasks')

    await screen.findByText('Imported: 2 added.')
    const keys = server.calls('POST /api/import').map((one) => one.headers['idempotency-key'])
    expect(keys[0]).toBeUndefined()
    expect(keys[1]).toMatch(/^[\w-]{20,}$/)
    expect(keys[2]).toBe(keys[1])
  })

  test('offers no import where a file changes nothing', async () => {
    server.on('POST /api/import', {
      json: { ...TRIAL, counts: { unchanged: 2 }, issues: [], issues_total: 0 },
    })
    open()
    await look('tasks.ics', 'BEGIN:VCALENDAR', 'text/calendar')

    expect(await screen.findByText(/There is nothing to import/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull()
    await press('Choose another file')
    expect(screen.getByLabelText('File')).toBeVisible()
    expect(server.calls('POST /api/import')[0]?.headers['content-type']).toBe('text/calendar')
  })

  test.each([
    ['notes.pdf', 'x', /neither an iCalendar/],
    ['tasks.csv', '', /is empty/],
    ['tasks.csv', 'x'.repeat(1024 * 1024 + 1), /larger than 1 MiB/],
  ])('refuses %s before it is sent', async (name, content, sentence) => {
    open()
    await look(name, content)

    expect(await screen.findByRole('alert')).toHaveTextContent(sentence)
    expect(server.calls('POST /api/import')).toEqual([])
  })

  test('asks for a file where none was chosen', async () => {
    open()
    await press('Look at it first')

    expect(await screen.findByRole('alert')).toHaveTextContent('Choose a file first.')
  })

  test('says what the server refuses, in its words', async () => {
    const detail = 'The first line must name the columns; one of them is title.'
    server.on('POST /api/import', { status: 422, json: { title: 'Invalid', detail } })
    open()
    await look()

    expect(await screen.findByRole('alert')).toHaveTextContent(detail)
  })
})

describe("the way to the operator's page", () => {
  const show = (id: string, operator: boolean) => {
    server.on('GET /api/operator/me', { json: { operator } })
    visit(`${server.origin}/account`)
    return render(
      <Viewer
        person={{ ...ANN, id }}
        chatkit={{ scriptUrl: '/chatkit.js', domainKey: null, foreign: false }}
      >
        <OperatorLink />
      </Viewer>,
    )
  }

  test('is shown to operators, who are asked for once', async () => {
    const first = show('olga', true)
    expect(await screen.findByRole('link', { name: 'See how it runs' })).toHaveAttribute(
      'href',
      '/operator',
    )
    first.unmount()
    show('olga', true)

    expect(await screen.findByRole('link', { name: 'See how it runs' })).toBeVisible()
    expect(server.calls('GET /api/operator/me')).toHaveLength(1)
  })

  test('is not there for anybody else', async () => {
    show('ann', false)

    await waitFor(() => expect(server.calls('GET /api/operator/me')).toHaveLength(1))
    await expect(isOperator('ann')).resolves.toBe(false)
    expect(screen.queryByRole('link')).toBeNull()
  })
})
