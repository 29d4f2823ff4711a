/** An element on a page, in front of a real server that answers as a test says. */
import { mount, texts, type Mounted } from './element'
import { asked as question, cancellable, created, done, said, thread } from './items'
import type { OpenChatKitOptions } from '../public'
import { startServer, type Asked, type Reply, type Stream, type TestServer } from './server'

export type Handler = (asked: Asked, reply: Reply) => void

let server: TestServer

/** The server of the test that runs. */
export const theServer = (): TestServer => server

export async function open(
  answer: Handler,
  options: Partial<OpenChatKitOptions> = {},
  announce?: string | null,
): Promise<Mounted> {
  server = await startServer(answer, announce)
  return mount({ api: { url: server.url, domainKey: 'local' }, ...options })
}

export async function closePage(): Promise<void> {
  document.body.replaceChildren()
  localStorage.clear()
  await server.close()
}

/** Answers a message with a word, and ends well. */
export function answerTo({ params }: Asked, reply: Reply, text = 'Hello'): Stream {
  const { input, thread_id } = params as {
    input: { content: { text: string }[] }
    thread_id?: string
  }
  const words = input.content.map((part) => part.text).join('')
  const number = server.asked.length
  const stream = reply.stream()
  if (thread_id === undefined) stream.event(created())
  stream.event(done(question(`u${number}`, words)))
  stream.event(cancellable)
  stream.event(done(said(`a${number}`, text)))
  stream.comment('end')
  stream.end()
  return stream
}

export const simple: Handler = (asked, reply) => {
  if (asked.type === 'threads.create' || asked.type === 'threads.add_user_message')
    return void answerTo(asked, reply)
  if (asked.type === 'threads.get_by_id')
    return reply.json({
      ...thread(String(asked.params['thread_id'])),
      items: { data: [question('u', 'Before'), said('a', 'Earlier answer')], has_more: false },
    })
  if (asked.type === 'threads.resume') return reply.empty()
  reply.json({ data: [], has_more: false })
}

export const names = ({ events }: Mounted): string[] => events.map(([name]) => name)
export const answers = ({ root }: Mounted): string[] => texts(root, '.assistant')
