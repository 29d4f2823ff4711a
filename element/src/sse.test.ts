import { describe, expect, it } from 'vitest'
import { readFrames, SseParser, type Frame } from './sse'

const STREAM =
  '\uFEFF: ping\n\nid: t:1\ndata: {"type":"a","text":"naïve ñ 漢 👋"}\n\ndata: one\ndata: two\r\n\r\nevent: odd\rid: t:2\rdata:tight\r\r: end\n\nretry: 10\n\ndata: half'

const FRAMES: Frame[] = [
  { kind: 'comment', text: 'ping' },
  { kind: 'event', id: 't:1', data: '{"type":"a","text":"naïve ñ 漢 👋"}' },
  { kind: 'event', id: 't:1', data: 'one\ntwo' },
  { kind: 'event', id: 't:2', data: 'tight' },
  { kind: 'comment', text: 'end' },
]

function bodyOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function framesOf(chunks: Uint8Array[]): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const frame of readFrames(bodyOf(chunks))) frames.push(frame)
  return frames
}

describe('the event stream parser', () => {
  const bytes = new TextEncoder().encode(STREAM)

  it('reads comments, ids, several data lines and every kind of line end', async () => {
    expect(await framesOf([bytes])).toEqual(FRAMES)
  })

  it('reads the same when bytes drip in one at a time', async () => {
    expect(await framesOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(FRAMES)
  })

  it('reads the same for every split into two', async () => {
    for (let at = 0; at <= bytes.length; at++)
      expect(await framesOf([bytes.slice(0, at), bytes.slice(at)]), `split at ${at}`).toEqual(
        FRAMES,
      )
  })

  it('reads the same with empty chunks between', async () => {
    const empty = new Uint8Array()
    const chunks = [...bytes].flatMap((byte) => [empty, Uint8Array.of(byte)])

    expect(await framesOf(chunks)).toEqual(FRAMES)
  })

  it('drops an event that the connection cut in half', async () => {
    expect(await framesOf([new TextEncoder().encode('data: {"type"')])).toEqual([])
  })

  it('refuses a line without an end', () => {
    const parser = new SseParser()

    expect(() => parser.push('x'.repeat(17 * 1024 * 1024))).toThrow(RangeError)
  })

  it('tells of bytes that are no frame yet, so that a heartbeat counts as life', async () => {
    let pets = 0
    const frames = readFrames(
      bodyOf([new TextEncoder().encode(':'), new TextEncoder().encode(' ping\n')]),
      () => pets++,
    )

    for await (const frame of frames) expect(frame).toEqual({ kind: 'comment', text: 'ping' })

    expect(pets).toBe(2)
  })
})
