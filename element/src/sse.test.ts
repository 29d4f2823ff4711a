import fc from 'fast-check'
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

  it('refuses an event without an end', () => {
    const parser = new SseParser()
    const line = `data: ${'x'.repeat(1024 * 1024)}\n`

    expect(() => Array.from({ length: 20 }, () => parser.push(line))).toThrow(RangeError)
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

/** Text that a field may hold: anything but a line end. */
const words = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\uFEFF]/g, ' '))
const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
const sentFrame = fc.oneof(
  fc.record({ kind: fc.constant('comment' as const), text: words }),
  fc.record({
    kind: fc.constant('event' as const),
    id: fc.option(fc.stringMatching(/^[\w:-]{1,12}$/)),
    data: fc.array(words, { minLength: 1, maxLength: 4 }),
    extra: fc.option(fc.constantFrom('event: odd', 'retry: 5', 'unheard: of', 'nameless')),
  }),
)
type SentFrame = Parameters<Parameters<(typeof sentFrame)['map']>[0]>[0]

/** Every line with a line end of its own kind, as a careless proxy may leave them. */
function written(frames: readonly SentFrame[], ends: readonly string[]): string {
  const lines = frames.flatMap((frame) =>
    frame.kind === 'comment'
      ? [`: ${frame.text}`]
      : [
          ...(frame.id === null ? [] : [`id: ${frame.id}`]),
          ...(frame.extra === null ? [] : [frame.extra]),
          ...frame.data.map((line) => `data: ${line}`),
          '',
        ],
  )
  return lines.map((line, at) => line + (ends[at % ends.length] ?? '\n')).join('')
}

function expected(frames: readonly SentFrame[]): Frame[] {
  let id: string | null = null
  return frames.map((frame): Frame => {
    if (frame.kind === 'comment') return { kind: 'comment', text: frame.text }
    id = frame.id ?? id
    return { kind: 'event', id, data: frame.data.join('\n') }
  })
}

describe('any stream, split anywhere', () => {
  it('brings the frames that were sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sentFrame, { maxLength: 6 }),
        fc.array(lineEnd, { minLength: 1, maxLength: 7 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.boolean(),
        async (frames, ends, cuts, marked) => {
          // Two line ends of different kinds next to each other may read as one: \r followed by \n.
          const stream = (marked ? '\uFEFF' : '') + written(frames, ends)
          fc.pre(!mergesLineEnds(frames, ends))
          const bytes = new TextEncoder().encode(stream)
          const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)
          const chunks = [0, ...places].map((from, at) => bytes.slice(from, places[at]))

          expect(await framesOf(chunks)).toEqual(expected(frames))
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** A lone \r before an empty line that ends in \n is one line end, not two. */
function mergesLineEnds(frames: readonly SentFrame[], ends: readonly string[]): boolean {
  const text = written(frames, ends)
  const wanted = written(frames, ['\n']).split('\n').length
  return text.split(/\r\n|\r|\n/).length !== wanted
}
