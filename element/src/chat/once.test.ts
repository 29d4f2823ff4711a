// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'

/** Another tab is another copy of this module over the same storage. */
async function tab(): Promise<(id: string) => Promise<boolean>> {
  vi.resetModules()
  return (await import('./once')).claimOnce
}

beforeEach(() => localStorage.clear())

describe('claiming a client tool call', () => {
  it('succeeds once in a tab', async () => {
    const claim = await tab()

    expect([await claim('a'), await claim('a'), await claim('b')]).toEqual([true, false, true])
  })

  it('succeeds once over all tabs and reloads', async () => {
    const [one, other] = [await tab(), await tab()]

    expect([await one('a'), await other('a')]).toEqual([true, false])
  })

  it('remembers no more than it needs to', async () => {
    const claim = await tab()
    for (let at = 0; at < 80; at++) await claim(`call-${at}`)

    expect(JSON.parse(localStorage.getItem('chatkit.client-tools') ?? '[]')).toHaveLength(50)
  })

  it('works where storage is forbidden', async () => {
    const forbidden = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied')
    })
    const claim = await tab()

    expect([await claim('z'), await claim('z')]).toEqual([true, false])
    forbidden.mockRestore()
  })
})
