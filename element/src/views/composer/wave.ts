/** How loud it was in the last seconds, and for how long somebody has been speaking. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'

type Sound = { status: string; startedAt: number; level(): number }

const BAR = 3
const STEP = 5
const EVERY_MS = 60

class WaveDirective extends AsyncDirective {
  #canvas: HTMLCanvasElement | null = null
  #clock: HTMLElement | null = null
  #sound: Sound | null = null
  #levels: number[] = []
  #timer: ReturnType<typeof setInterval> | undefined

  render(_sound: Sound): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [sound]: [Sound]): typeof noChange {
    this.#sound = sound
    if (this.#canvas !== null) return noChange
    this.#canvas = document.createElement('canvas')
    this.#clock = document.createElement('span')
    part.element.append(this.#canvas, this.#clock)
    this.#start()
    return noChange
  }

  protected override disconnected(): void {
    clearInterval(this.#timer)
  }

  protected override reconnected(): void {
    this.#start()
  }

  #start(): void {
    this.#timer = setInterval(() => this.#tick(), EVERY_MS)
  }

  #tick(): void {
    const [canvas, clock, sound] = [this.#canvas, this.#clock, this.#sound]
    if (canvas === null || clock === null || sound === null) return
    const recording = sound.status === 'recording'
    const seconds = recording ? (performance.now() - sound.startedAt) / 1000 : 0
    clock.textContent = clockOf(seconds)
    this.#levels.unshift(recording ? sound.level() : 0)
    const most = Math.ceil(canvas.clientWidth / STEP)
    this.#levels.length = Math.min(this.#levels.length, most)
    draw(canvas, still() ? this.#levels.slice(0, 1).concat(Array(most).fill(0)) : this.#levels)
  }
}

function still(): boolean {
  return globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false
}

/** The newest bar stands at the end of the line. */
function draw(canvas: HTMLCanvasElement, levels: readonly number[]): void {
  const context = canvas.getContext?.('2d')
  const { clientWidth: width, clientHeight: height } = canvas
  if (context == null || width === 0) return
  const scale = globalThis.devicePixelRatio || 1
  canvas.width = width * scale
  canvas.height = height * scale
  context.scale(scale, scale)
  context.fillStyle = getComputedStyle(canvas).color
  levels.forEach((level, at) => {
    const tall = Math.max(BAR, level * height)
    const x = width - (at + 1) * STEP
    context.globalAlpha = 0.35 + 0.65 * Math.min(1, level * 2)
    context.beginPath()
    context.roundRect(x, (height - tall) / 2, BAR, tall, BAR / 2)
    context.fill()
  })
}

function clockOf(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export const wave = directive(WaveDirective)
