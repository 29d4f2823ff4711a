/** Records what is said into the microphone. */

/** In the order in which they are asked for: small and known everywhere, then Safari's, then Firefox's. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']
/** The protocol carries a recording inside JSON: a longer one would be too large for most servers. */
export const LONGEST_MS = 5 * 60_000
const BITS_PER_SECOND = 32_000

export type Recording = { audio: Blob; mime: string }

export class Recorder {
  #chunks: Blob[] = []
  #context: AudioContext | null
  #analyser: AnalyserNode | null = null
  #samples = new Uint8Array(0)

  private constructor(
    private readonly stream: MediaStream,
    private readonly recorder: MediaRecorder,
  ) {
    recorder.ondataavailable = ({ data }) => this.#chunks.push(data)
    this.#context = typeof AudioContext === 'undefined' ? null : new AudioContext()
    if (this.#context === null) return
    this.#analyser = this.#context.createAnalyser()
    this.#analyser.fftSize = 512
    this.#samples = new Uint8Array(this.#analyser.fftSize)
    this.#context.createMediaStreamSource(stream).connect(this.#analyser)
  }

  /** True where a page can record at all: a new browser, over https. */
  static get possible(): boolean {
    return typeof MediaRecorder !== 'undefined' && globalThis.navigator?.mediaDevices !== undefined
  }

  /** @throws {DOMException} NotAllowedError, NotFoundError and the others of `getUserMedia`. */
  static async open(): Promise<Recorder> {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true },
    })
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))
    const settings = { audioBitsPerSecond: BITS_PER_SECOND, ...(mimeType && { mimeType }) }
    const recorder = new Recorder(stream, new MediaRecorder(stream, settings))
    recorder.recorder.start(1000)
    return recorder
  }

  /** How loud it is now, 0 to 1. */
  level(): number {
    if (this.#analyser === null) return 0
    this.#analyser.getByteTimeDomainData(this.#samples)
    const sum = this.#samples.reduce((all, sample) => all + ((sample - 128) / 128) ** 2, 0)
    return Math.min(1, Math.sqrt(sum / this.#samples.length) * 4)
  }

  async finish(): Promise<Recording> {
    const { recorder } = this
    await new Promise<void>((resolve) => {
      if (recorder.state === 'inactive') return resolve()
      recorder.onstop = () => resolve()
      recorder.stop()
    })
    this.close()
    const mime = recorder.mimeType
    return { audio: new Blob(this.#chunks, { type: mime }), mime }
  }

  /** Lets go of the microphone; what was said is lost. */
  close(): void {
    if (this.recorder.state !== 'inactive') this.recorder.stop()
    for (const track of this.stream.getTracks()) track.stop()
    void this.#context?.close().catch(() => undefined)
    this.#context = null
    this.#analyser = null
  }
}
