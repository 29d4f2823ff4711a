// A stock ChatKit server with a few scripted answers, to look at the element with: `npm run dev -w element`.
// It keeps everything in memory and announces no extension, as a plain openai-chatkit server would.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { scripts } from './scripts.mjs'

const here = new URL('.', import.meta.url)
const threads = new Map()
let count = 0
const id = (kind) => `${kind}_${++count}`
const now = () => new Date().toISOString()
const page = (data) => ({ data, has_more: false })
const metadata = (thread) => ({ ...thread, items: page([]) })

function newThread(title) {
  const thread = { id: id('thr'), title, created_at: now(), status: { type: 'active' }, items: [] }
  threads.set(thread.id, thread)
  return thread
}

function keep(thread, item) {
  const at = thread.items.findIndex((known) => known.id === item.id)
  if (at < 0) thread.items.push(item)
  else thread.items[at] = item
}

async function stream(response, thread, answer, created) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (event) => {
    if (event.type === 'thread.item.done') keep(thread, event.item)
    response.write(`data: ${JSON.stringify(event)}\n\n`)
  }
  if (created) send({ type: 'thread.created', thread: metadata(thread) })
  const base = () => ({ thread_id: thread.id, created_at: now() })
  await answer({ send, id, base, thread })
  response.end()
}

const words = (input) => input.content.map((part) => part.text).join('')

function asking(thread, input) {
  return async (turn) => {
    const question = {
      type: 'user_message',
      id: id('msg'),
      ...turn.base(),
      attachments: [],
      ...input,
    }
    turn.send({ type: 'thread.item.done', item: { ...question, attachments: [] } })
    turn.send({ type: 'stream_options', stream_options: { allow_cancel: true } })
    await scripts(words(input))(turn)
  }
}

const operations = {
  'threads.create': ({ input }, response) => {
    const thread = newThread(words(input).slice(0, 40))
    return stream(response, thread, asking(thread, input), true)
  },
  'threads.add_user_message': ({ thread_id, input }, response) => {
    const thread = threads.get(thread_id)
    return stream(response, thread, asking(thread, input), false)
  },
  'threads.retry_after_item': ({ thread_id, item_id }, response) => {
    const thread = threads.get(thread_id)
    const at = thread.items.findIndex((item) => item.id === item_id)
    thread.items.splice(at + 1)
    return stream(response, thread, scripts(words(thread.items[at])), false)
  },
  'threads.add_structured_input': ({ thread_id, item_id, input }, response) => {
    const thread = threads.get(thread_id)
    const item = thread.items.find((known) => known.id === item_id)
    item.status = input.status
    for (const one of item.inputs) one.answer = input.answers[one.id]
    return stream(response, thread, async (turn) => {
      turn.send({ type: 'thread.item.replaced', item })
      await scripts('thanks')(turn)
    })
  },
  'threads.custom_action': ({ thread_id, action }, response) =>
    stream(response, threads.get(thread_id), async (turn) => {
      turn.send({ type: 'progress_update', text: `Doing ${action.type}…`, icon: 'sparkle' })
      await scripts('thanks')(turn)
    }),
  'threads.sync_custom_action': () => ({}),
  'threads.get_by_id': ({ thread_id }) => ({
    ...threads.get(thread_id),
    items: page(threads.get(thread_id).items),
  }),
  'threads.list': () => page([...threads.values()].reverse().map(metadata)),
  'items.list': ({ thread_id }) => page([...threads.get(thread_id).items].reverse()),
  'items.feedback': () => ({}),
  'threads.update': ({ thread_id, title }) =>
    metadata(Object.assign(threads.get(thread_id), { title })),
  'threads.delete': ({ thread_id }) => (threads.delete(thread_id), {}),
}

async function chat(request, response) {
  let body = ''
  for await (const chunk of request) body += chunk
  const { type, params } = JSON.parse(body)
  const answer = await operations[type](params, response)
  if (!response.headersSent)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

const files = {
  '/': ['page.html', 'text/html'],
  '/page.js': ['page.js', 'text/javascript'],
  '/chatkit.js': ['../dist/chatkit.js', 'text/javascript'],
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname === '/api/chatkit') return chat(request, response)
  const [file, type] = files[pathname] ?? []
  if (file === undefined) return response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy':
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: https:; style-src 'self'",
  })
  response.end(await readFile(new URL(file, here)))
})
server.listen(Number(process.env.PORT ?? 4173), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${server.address().port}/`),
)
