import { afterEach, describe, expect, it } from 'vitest'
import { Together } from './chat/together'

const opened: Together[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

function page(heard: unknown[]): Together {
  const one = new Together((threadId) => heard.push(threadId))
  opened.push(one)
  return one
}

describe('pages of one browser', () => {
  it('tell each other in which thread a turn has begun, and not themselves', async () => {
    const [mine, theirs]: [unknown[], unknown[]] = [[], []]
    const sender = page(mine)
    page(theirs)

    sender.tell('thread-1')
    await expect.poll(() => theirs).toEqual(['thread-1'])

    expect(mine).toEqual([])
  })

  it('hear nothing once they are closed', async () => {
    const [early, late]: [unknown[], unknown[]] = [[], []]
    const gone = page(early)
    page(late)
    gone.close()

    page([]).tell('thread-1')
    await expect.poll(() => late).toEqual(['thread-1'])

    expect(early).toEqual([])
  })
})
