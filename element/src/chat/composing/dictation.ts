/** From the microphone to words in the composer. */
import type { Client } from '../../client'
import type { Sentence } from '../../draft'
import type { MessageKey } from '../../locales'
import { ChatKitError } from '../../problems'
import { LONGEST_MS, Recorder, type Recording } from './recorder'

/** Minutes of speech take a while to be written down. */
const WRITE_MS = 120_000

export type DictationHost = {
  client: Client
  changed: () => void
  report: (error: unknown) => void
  tell: (notes: readonly Sentence[]) => void
  insert: (text: string) => void
}

export type DictationStatus = 'idle' | 'asking' | 'recording' | 'writing'

const REFUSALS: Readonly<Record<string, MessageKey>> = {
  NotAllowedError: 'dictateRefused',
  SecurityError: 'dictateRefused',
  NotFoundError: 'dictateMissing',
  NotReadableError: 'dictateMissing',
  OverconstrainedError: 'dictateMissing',
}

export class Dictation {
  status: DictationStatus = 'idle'
  /** When the recording began, in milliseconds of `performance.now()`. */
  startedAt = 0
  #recorder: Recorder | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Changes with each attempt: what comes back for an earlier one is not wanted any more. */
  #attempt = 0

  constructor(private readonly host: DictationHost) {}

  level(): number {
    return this.#recorder?.level() ?? 0
  }

  async start(): Promise<void> {
    if (this.status !== 'idle') return
    if (!Recorder.possible) return this.host.tell([{ key: 'dictateUnsupported' }])
    const attempt = ++this.#attempt
    this.host.tell([])
    this.#turn('asking')
    try {
      const recorder = await Recorder.open()
      if (attempt === this.#attempt) this.#record(recorder)
      else recorder.close()
    } catch (error) {
      if (attempt !== this.#attempt) return
      this.#refused(error)
    }
  }

  async finish(): Promise<void> {
    const recorder = this.#recorder
    if (this.status !== 'recording' || recorder === null) return
    const attempt = this.#attempt
    this.#recorder = null
    clearTimeout(this.#timer)
    this.#turn('writing')
    try {
      const text = await this.#write(await recorder.finish())
      if (attempt !== this.#attempt) return
      if (text === '') this.host.tell([{ key: 'dictateNothing' }])
      else this.host.insert(text)
    } catch (error) {
      if (attempt !== this.#attempt) return
      this.host.tell([{ key: 'dictateFailed' }])
      this.host.report(error)
    }
    this.#turn('idle')
  }

  cancel(): void {
    this.#attempt += 1
    this.#recorder?.close()
    this.#recorder = null
    clearTimeout(this.#timer)
    if (this.status !== 'idle') this.#turn('idle')
  }

  #record(recorder: Recorder): void {
    this.#recorder = recorder
    this.startedAt = performance.now()
    this.#timer = setTimeout(() => void this.finish(), LONGEST_MS)
    this.#turn('recording')
  }

  #refused(cause: unknown): void {
    const name = cause instanceof Error ? cause.name : ''
    const key = Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined
    this.host.tell([{ key: key ?? 'dictateUnsupported' }])
    this.host.report(new ChatKitError('The microphone could not be used.', 'custom', { cause }))
    this.#turn('idle')
  }

  async #write({ audio, mime }: Recording): Promise<string> {
    const params = { audio_base64: await base64(audio), mime_type: mime }
    const answer = await this.host.client.call<{ text?: unknown }>(
      { type: 'input.transcribe', params },
      WRITE_MS,
    )
    return typeof answer.text === 'string' ? answer.text.trim() : ''
  }

  #turn(status: DictationStatus): void {
    this.status = status
    this.host.changed()
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const parts: string[] = []
  const size = 0x8000
  for (let at = 0; at < bytes.length; at += size)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + size)))
  return btoa(parts.join(''))
}
