import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pulse } from './pulse'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the pulse of a turn', () => {
  it('falls silent when nothing has come for long, and lives again with the first byte', () => {
    const changed = vi.fn()
    const pulse = new Pulse(changed, 1000)
    pulse.beat()

    vi.advanceTimersByTime(999)
    expect(pulse.state).toBe('live')
    vi.advanceTimersByTime(1)
    expect(pulse.state).toBe('silent')
    pulse.beat()

    expect(pulse.state).toBe('live')
    expect(changed).toHaveBeenCalledTimes(2)
  })

  it('is lost until something comes', () => {
    const pulse = new Pulse(() => undefined, 1000)
    pulse.lose()
    vi.advanceTimersByTime(5000)
    expect(pulse.state).toBe('lost')

    pulse.beat()

    expect(pulse.state).toBe('live')
  })

  it('says nothing after the end', () => {
    const pulse = new Pulse(() => undefined, 1000)
    pulse.beat()
    pulse.stop()

    vi.advanceTimersByTime(5000)

    expect(pulse.state).toBe('live')
  })
})
