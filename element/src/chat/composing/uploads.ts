/** Brings files to the server, and takes them away again. */
import type { ChatKitOptions } from '@openai/chatkit'
import { absolute, type Client } from '../../client'
import type { DraftFile, Sentence } from '../../draft'
import type { WireAttachment } from '../../events'
import { ChatKitError } from '../../problems'
import type { UploadTarget, UploadWatch } from '../../upload'

export type UploadHost = {
  client: Client
  options: () => ChatKitOptions
  uuid: () => string
  /** The file is further, or done; gone files are no concern of the one who hears it. */
  moved: (key: string, change: Partial<DraftFile>) => void
  report: (error: unknown) => void
  tell: (sentence: Sentence) => void
}

type Running = {
  file: File
  abort: AbortController
  created: string | null
  preview: string | null
}
type Created = WireAttachment & { upload_descriptor?: Descriptor | null }
type Descriptor = { url: string; method?: 'POST' | 'PUT'; headers?: Record<string, string> | null }

export class Uploads {
  #running = new Map<string, Running>()

  constructor(private readonly host: UploadHost) {}

  /** Begins to upload a file and returns how it is shown. */
  add(file: File): DraftFile {
    const key = this.host.uuid()
    const image = file.type.startsWith('image/')
    const preview = image ? URL.createObjectURL(file) : null
    this.#running.set(key, { file, abort: new AbortController(), created: null, preview })
    void this.#upload(key)
    return {
      key,
      name: file.name,
      mime: file.type,
      image,
      status: 'uploading',
      progress: 0,
      preview,
      attachment: null,
    }
  }

  retry(key: string): void {
    const running = this.#running.get(key)
    if (running === undefined) return
    this.#forget(running)
    running.abort = new AbortController()
    this.host.moved(key, { status: 'uploading', progress: 0 })
    void this.#upload(key)
  }

  /** The file is not wanted any more: what was uploaded here goes from the server too. */
  discard(key: string): void {
    const running = this.#running.get(key)
    if (running === undefined) return
    this.release(key)
    running.abort.abort()
    this.#forget(running)
  }

  /** The file belongs to a message now. */
  release(key: string): void {
    const preview = this.#running.get(key)?.preview ?? null
    this.#running.delete(key)
    // The message on the screen may still show it until the server has sent its own.
    if (preview !== null) setTimeout(() => URL.revokeObjectURL(preview), 60_000)
  }

  async #upload(key: string): Promise<void> {
    const running = this.#running.get(key)
    if (running === undefined) return
    const { signal } = running.abort
    try {
      const attachment = await this.#send(key, running, signal)
      if (signal.aborted) return
      running.created = attachment.id
      this.host.moved(key, { status: 'ready', progress: 1, attachment })
    } catch (error) {
      if (signal.aborted) return
      this.host.moved(key, { status: 'failed', progress: null })
      this.host.tell({ key: 'fileFailed', values: { name: running.file.name } })
      this.host.report(error)
    }
  }

  #send(key: string, running: Running, signal: AbortSignal): Promise<WireAttachment> {
    const url = directUrl(this.host.options())
    const onProgress = (progress: number): void => this.host.moved(key, { progress })
    return url === null
      ? this.#inTwoPhases(running, { signal, onProgress })
      : this.#direct(running.file, url, { signal, onProgress })
  }

  async #direct(file: File, url: string, watch: UploadWatch): Promise<WireAttachment> {
    const target: UploadTarget = { url: absolute(url), method: 'POST', headers: {} }
    return attachmentIn(await this.host.client.upload(file, target, watch))
  }

  async #inTwoPhases(running: Running, watch: UploadWatch): Promise<WireAttachment> {
    const { file } = running
    const params = { name: file.name, size: file.size, mime_type: file.type || UNKNOWN_TYPE }
    const created = await this.host.client.call<Created>({ type: 'attachments.create', params })
    const { upload_descriptor: descriptor, ...attachment } = attachmentIn(created)
    running.created = attachment.id
    if (watch.signal.aborted) this.#forget(running)
    else if (descriptor != null) await this.host.client.upload(file, targetOf(descriptor), watch)
    return attachment
  }

  /** What is left over on the server harms nobody: who removed it has moved on. */
  #forget(running: Running): void {
    const { created } = running
    running.created = null
    if (created === null) return
    this.host.client
      .call({ type: 'attachments.delete', params: { attachment_id: created } })
      .catch((error: unknown) => this.host.report(error))
  }
}

const UNKNOWN_TYPE = 'application/octet-stream'

function directUrl({ api }: ChatKitOptions): string | null {
  const strategy = 'uploadStrategy' in api ? api.uploadStrategy : undefined
  return strategy?.type === 'direct' ? strategy.uploadUrl : null
}

function targetOf({ url, method, headers }: Descriptor): UploadTarget {
  return { url: absolute(url), method: method === 'PUT' ? 'PUT' : 'POST', headers: headers ?? {} }
}

/** @throws {ChatKitError} A server's answer that is no attachment. */
function attachmentIn(answer: unknown): Created {
  const { id, name } = (answer ?? {}) as Partial<Created>
  if (typeof id !== 'string' || typeof name !== 'string')
    throw new ChatKitError('The server did not describe the uploaded file.', 'protocol')
  return answer as Created
}
