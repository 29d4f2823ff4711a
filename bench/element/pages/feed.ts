/** Reads the same stream as the element, with the element's own reader, and hands it on once a frame. */
import { readFrames } from '../../../element/src/sse'

declare global {
  interface Window {
    ask(text: string): void
    shown(): number
    over: boolean
  }
}

type Show = (text: string, over: boolean) => void

async function read(question: string, show: Show): Promise<void> {
  const content = [{ type: 'input_text', text: question }]
  const answer = await fetch('/api/chatkit', {
    method: 'POST',
    body: JSON.stringify({
      type: 'threads.create',
      params: { input: { content } },
    }),
  })
  let text = ''
  let due = false
  const draw = (): void => {
    due = false
    show(text, false)
  }
  for await (const frame of readFrames(answer.body ?? new ReadableStream())) {
    if (frame.kind !== 'event') continue
    const { update } = JSON.parse(frame.data) as { update?: { delta: string } }
    text += update?.delta ?? ''
    if (!due) requestAnimationFrame(draw)
    due = true
  }
  show(text, true)
}

/** Every page says `ask`, `shown` and `over`, as the element's page does. */
export function offer(show: Show, shown: () => number): void {
  window.over = false
  window.shown = shown
  window.ask = (question) => {
    window.over = false
    void read(question, (text, over) => {
      show(text, over)
      if (over) requestAnimationFrame(() => setTimeout(() => (window.over = true)))
    })
  }
}
