/** Server-sent events, read from bytes as the WHATWG grammar says, comments included. */

export type Frame =
  { kind: 'event'; id: string | null; data: string } | { kind: 'comment'; text: string }

/** Characters; a line, or an event, this long is a broken peer's. */
const MAX_LENGTH = 16 * 1024 * 1024

export class SseParser {
  #line = ''
  #data: string[] = []
  #length = 0
  #lastId: string | null = null
  #afterCr = false

  /** Takes text split anywhere and returns the frames that it completes. */
  push(text: string): Frame[] {
    const frames: Frame[] = []
    const fresh = this.#afterCr && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') this.#afterCr = text.endsWith('\r')
    const lines = fresh.split(/\r\n|\r|\n/)
    const rest = lines.pop() ?? ''
    for (const line of lines) {
      this.#endLine(this.#line + line, frames)
      this.#line = ''
    }
    this.#line += rest
    if (this.#line.length + this.#length > MAX_LENGTH)
      throw new RangeError('An event of the stream is too long.')
    return frames
  }

  #endLine(line: string, frames: Frame[]): void {
    if (line === '') return this.#dispatch(frames)
    const colon = line.indexOf(':')
    if (colon < 0) return this.#field(line, '')
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (colon === 0) frames.push({ kind: 'comment', text: value })
    else this.#field(line.slice(0, colon), value)
  }

  #dispatch(frames: Frame[]): void {
    if (this.#data.length > 0)
      frames.push({ kind: 'event', id: this.#lastId, data: this.#data.join('\n') })
    this.#data = []
    this.#length = 0
  }

  #field(name: string, value: string): void {
    if (name === 'data') {
      this.#data.push(value)
      this.#length += value.length + 1
    } else if (name === 'id' && !value.includes('\0')) this.#lastId = value === '' ? null : value
  }
}

/**
 * Reads a ChatKit event stream.
 * @param body - UTF-8 bytes, split anywhere by the network. A half event at the end is dropped, as the grammar says.
 * @param onBytes - Called whenever bytes arrive, a heartbeat's included.
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void = () => undefined,
): AsyncGenerator<Frame> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const parser = new SseParser()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onBytes()
      yield* parser.push(decoder.decode(value, { stream: true }))
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}
