import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'

import ChatPage from '@/app/(dashboard)/chat/page'
import { lastThread, rememberThread } from '@/lib/last-thread'
import { chooseTheme } from '@/lib/theme'

// The element as it is shipped; importing it defines the tag.
import '@errand/chatkit-element'

import { CHAT, CREATED, THREAD, answer, loaded, respondTo } from './conversation'
import { ANN, renderPage } from './page'
import { TestServer } from './server'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const session = { client_secret: 'secret-1', user_id: ANN.id, expires_in: 1800 }
const refused = (status: number, detail: string) => ({ status, json: { title: 'No', detail } })

beforeEach(() => {
  server.reset()
  chooseTheme('light')
  server
    .on('GET /api/auth/token', { json: { token: 'the-jwt' } })
    .on('POST /api/chatkit/session', { json: session })
    .on('GET /api/me/models', { json: { models: [] } })
    .on(CHAT, respondTo({}))
})

function openChat() {
  return renderPage(<ChatPage />, { origin: server.origin, path: '/chat' })
}

function element(): HTMLElement {
  const found = document.querySelector<HTMLElement>('openai-chatkit')
  if (found === null) throw new Error('There is no element on the page.')
  return found
}

/** What the element shows, inside its shadow root. */
async function inside() {
  await waitFor(() => expect(element().shadowRoot?.querySelector('section')).toBeTruthy())
  return within(element().shadowRoot as unknown as HTMLElement)
}

async function press(name: string): Promise<void> {
  const chat = await inside()
  await userEvent.click(await chat.findByRole('button', { name }))
}

/** Writes into the composer, and returns it. A paste, since jsdom cannot place a caret for keys. */
async function write(text: string): Promise<HTMLElement> {
  const box = await (await inside()).findByRole('textbox')
  fireEvent.paste(box, { clipboardData: { files: [], getData: () => text } })
  return box
}

describe('ChatKit Integration - Chat Page', () => {
  test('renders ChatKit component', async () => {
    openChat()

    expect(element()).toBeInTheDocument()
    expect(await (await inside()).findByRole('textbox')).toBeEnabled()
  })

  test('renders header with AI Assistant title', async () => {
    openChat()

    expect(await (await inside()).findByRole('heading', { name: 'AI Assistant' })).toBeVisible()
  })

  test('displays start message when no conversation', async () => {
    openChat()

    expect(screen.getByText('Start a new conversation')).toBeVisible()
    expect(await (await inside()).findByText('Welcome to AI Assistant')).toBeVisible()
  })

  test('offers the models of the operator, the chosen one first', async () => {
    const models = [
      { id: 'swift', chosen: false },
      { id: 'clever', chosen: true },
    ]
    server.on('GET /api/me/models', { json: { models } })
    openChat()

    expect(await (await inside()).findByRole('button', { name: /Model: clever/ })).toBeVisible()
  })

  test('initializes with authentication token', async () => {
    rememberThread(ANN.id, THREAD)
    server.on(CHAT, respondTo({ 'threads.get_by_id': loaded('An old question') }))
    openChat()

    await (await inside()).findByText('An old question')
    expect(server.calls(CHAT).map(({ headers }) => headers.authorization)).toContain(
      'Bearer secret-1',
    )
    expect(server.calls(CHAT).every(({ headers }) => headers.authorization)).toBe(true)
  })

  test('handles missing JWT token', async () => {
    server.on('GET /api/auth/token', refused(401, 'Unauthorized'))
    const { left } = openChat()

    expect(await screen.findByRole('alert')).toHaveTextContent('Your sign-in has ended')
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/sign-in?next=%2Fchat&reason=ended',
    )
    expect(left).toContain('/sign-in?next=%2Fchat&reason=ended')
    expect(server.calls('POST /api/chatkit/session')).toHaveLength(0)
  })

  test('calls /api/chatkit/session endpoint', async () => {
    openChat()

    await waitFor(() => expect(server.calls('POST /api/chatkit/session')).toHaveLength(1))
    expect(server.calls('POST /api/chatkit/session')[0]?.json).toEqual({
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: navigator.language,
    })
  })

  test('session endpoint receives JWT in Authorization header', async () => {
    openChat()

    await waitFor(() => expect(server.calls('POST /api/chatkit/session')).toHaveLength(1))
    const [call] = server.calls('POST /api/chatkit/session')
    expect(call?.headers.authorization).toBe('Bearer the-jwt')
    expect(call?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  })

  test('handles session creation error', async () => {
    server.on('POST /api/chatkit/session', refused(503, 'The database is down.'))
    openChat()
    expect(await screen.findByRole('alert')).toHaveTextContent('has a problem on the server')
    server.on('POST /api/chatkit/session', { json: session })

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))

    await waitFor(() => expect(server.calls('POST /api/chatkit/session')).toHaveLength(2))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  test('displays error when session endpoint returns 401', async () => {
    server.on('POST /api/chatkit/session', refused(401, 'Invalid token'))
    const { left } = openChat()

    expect(await screen.findByRole('alert')).toHaveTextContent('Sign in again to go on')
    expect(left).toContain('/sign-in?next=%2Fchat&reason=ended')
  })

  test('saves last thread ID to localStorage', async () => {
    server.on(CHAT, respondTo({ 'threads.create': answer('Done.') }))
    openChat()

    await press('Create a task')

    await waitFor(() => expect(lastThread(ANN.id)).toBe(CREATED))
    expect(localStorage.getItem(`errand.last-thread.${ANN.id}`)).toBe(CREATED)
    expect(screen.queryByText('Start a new conversation')).toBeNull()
  })

  test('loads last thread ID from localStorage on mount', async () => {
    rememberThread(ANN.id, THREAD)
    server.on(CHAT, respondTo({ 'threads.get_by_id': loaded('An old question') }))
    openChat()

    await (await inside()).findByText('An old question')
    expect(server.calls(CHAT)[0]?.json).toMatchObject({
      type: 'threads.get_by_id',
      params: { thread_id: THREAD },
    })
    expect(screen.queryByText('Start a new conversation')).toBeNull()
  })

  test('configures ChatKit with light theme', async () => {
    openChat()

    await inside()
    const root = element().shadowRoot?.querySelector<HTMLElement>('[part="root"]')
    expect(root?.dataset.scheme).toBe('light')
    expect(root?.style.getPropertyValue('--accent-given')).toBe('#2563eb')
  })

  test('configures ChatKit with start screen prompts', async () => {
    openChat()

    const prompts = await (await inside()).findByRole('list', { name: 'Suggestions' })
    const labels = within(prompts)
      .getAllByRole('button')
      .map((button) => button.textContent?.trim())
    expect(labels).toEqual(['Create a task', 'List tasks', 'Get help'])
    expect(
      within(prompts)
        .getAllByRole('button')
        .every((button) => button.querySelector('svg')),
    ).toBe(true)
  })

  test('complete session creation flow', async () => {
    server.on(CHAT, respondTo({ 'threads.create': answer('What is the task?') }))
    openChat()

    await press('Create a task')

    expect(await (await inside()).findByText('What is the task?')).toBeVisible()
    const order = server.received
      .map(({ method, path }) => `${method} ${path}`)
      // Asked for beside the conversation, whenever there is a secret.
      .filter((call) => call !== 'GET /api/me/models')
    expect(order.slice(0, 3)).toEqual(['GET /api/auth/token', 'POST /api/chatkit/session', CHAT])
    expect(server.calls('POST /api/chatkit/session')).toHaveLength(1)
    const sent = server
      .calls(CHAT)
      .find(({ json }) => (json as { type: string }).type === 'threads.create')
    expect(sent?.headers.authorization).toBe('Bearer secret-1')
    expect(sent?.json).toMatchObject({
      params: { input: { content: [{ type: 'input_text', text: 'Create a task' }] } },
    })
  })

  test('handles full error scenario gracefully', async () => {
    // The secret ends, its refresh is refused, the new session as well: then, and only then, sign in.
    server.on(CHAT, ({ headers }) =>
      headers.authorization === 'Bearer secret-2'
        ? { sse: answer('Back again.') }
        : refused(401, 'Invalid token'),
    )
    server.on('POST /api/chatkit/refresh', refused(401, 'Invalid token'))
    const { left } = openChat()
    await waitFor(() => expect(server.calls('POST /api/chatkit/session')).toHaveLength(1))
    server.on('POST /api/chatkit/session', refused(401, 'Invalid token'))

    await press('List tasks')

    expect(await screen.findByRole('alert')).toHaveTextContent('Your sign-in has ended')
    expect(server.calls('POST /api/chatkit/refresh')[0]?.json).toEqual({ token: 'secret-1' })
    expect(left).toContain('/sign-in?next=%2Fchat&reason=ended')
    expect(await (await inside()).findByText('List my tasks')).toBeVisible()

    // Signed in again, in another tab for instance: the message that was kept goes out.
    server.on('POST /api/chatkit/session', { json: { ...session, client_secret: 'secret-2' } })
    await press('Try again')

    expect(await (await inside()).findByText('Back again.')).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })
})

describe('the rest of the chat page', () => {
  test('goes dark with the page, without losing what was typed', async () => {
    openChat()
    const box = await write('half a sen')

    act(() => chooseTheme('dark'))

    const root = element().shadowRoot?.querySelector<HTMLElement>('[part="root"]')
    await waitFor(() => expect(root?.dataset.scheme).toBe('dark'))
    expect(box).toHaveTextContent('half a sen')
  })

  test('forgets a conversation that is gone and offers another', async () => {
    rememberThread(ANN.id, THREAD)
    openChat()

    await (await inside()).findByText('This conversation is not there any more.')

    expect(lastThread(ANN.id)).toBeNull()
  })

  test('offers a new conversation when a message goes to one that was deleted', async () => {
    rememberThread(ANN.id, THREAD)
    server.on(CHAT, respondTo({ 'threads.get_by_id': loaded('An old question') }))
    openChat()
    const chat = await inside()
    await chat.findByText('An old question')
    fireEvent.keyDown(await write('Are you there?'), { key: 'Enter' })

    await userEvent.click(await screen.findByRole('button', { name: 'Start a new conversation' }))

    expect(await chat.findByText('Welcome to AI Assistant')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(lastThread(ANN.id)).toBeNull()
  })

  test('says how long to wait after too many messages, and for no longer', async () => {
    server.on(CHAT, { ...refused(429, 'Slow down.'), headers: { 'Retry-After': '1' } })
    openChat()

    await press('Get help')

    expect(await screen.findByText(/a little too fast/)).toBeVisible()
    expect(screen.getByText('1 s')).toBeVisible()
    await waitFor(() => expect(screen.queryByText(/a little too fast/)).toBeNull(), {
      timeout: 3000,
    })
  })

  test('says that the server cannot be reached, and goes on when it can', async () => {
    const down = new TestServer()
    await down.start()
    const origin = down.origin
    await down.stop()
    renderPage(<ChatPage />, { origin, path: '/chat' })
    expect(await screen.findByRole('alert')).toHaveTextContent('Errand cannot be reached')
    visit(`${server.origin}/chat`)

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))

    await waitFor(() => expect(server.calls('POST /api/chatkit/session')).toHaveLength(1))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })
})
