// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { Together } from './chat/together'

const opened: Together[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

function page(heard: unknown[], back = (): void => undefined): Together {
  const one = new Together((threadId) => heard.push(threadId), back)
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

describe('a page that is looked at again', () => {
  it('looks for itself, once for all that tells of it, and not when it is closed', () => {
    let looks = 0
    const one = page([], () => (looks += 1))

    dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    expect(looks).toBe(1)

    one.close()
    const two = page([], () => (looks += 1))
    two.close()
    dispatchEvent(new Event('focus'))
    expect(looks).toBe(1)
  })
})
