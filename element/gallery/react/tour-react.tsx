/** The same through the unmodified wrapper for React, as an application would write it. */
import { ChatKit, useChatKit, type UseChatKitOptions } from '@openai/chatkit-react'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { bound, recorder } from '../pages/host.js'

type Methods = Record<string, (...args: unknown[]) => Promise<void>>

const { told, tell, known } = recorder()

const heard: Partial<UseChatKitOptions> = {
  onReady: () => tell('chatkit.ready', null),
  onError: (detail) => tell('chatkit.error', detail),
  onEffect: (detail) => tell('chatkit.effect', detail),
  onDeeplink: (detail) => tell('chatkit.deeplink', detail),
  onResponseStart: () => tell('chatkit.response.start', null),
  onResponseEnd: () => tell('chatkit.response.end', null),
  onHistoryOpen: () => tell('chatkit.history.open', null),
  onHistoryClose: () => tell('chatkit.history.close', null),
  onThreadChange: (detail) => tell('chatkit.thread.change', detail),
  onThreadLoadStart: (detail) => tell('chatkit.thread.load.start', detail),
  onThreadLoadEnd: (detail) => tell('chatkit.thread.load.end', detail),
  onToolChange: (detail) => tell('chatkit.tool.change', detail),
  onLog: (detail) => tell('chatkit.log', detail),
}

function Conversation({ options }: { options: UseChatKitOptions }) {
  const { control, ref, ...methods } = useChatKit({ ...options, ...heard })
  useEffect(() => {
    const known = methods as unknown as Methods
    // What the wrapper does not pass on is called on the element itself.
    const own = (method: string) => (ref.current as unknown as Methods)[method]
    window.tour.call = (method, ...args) =>
      known[method] ? known[method](...args) : own(method)?.call(ref.current, ...args)
  })
  return <ChatKit control={control} id="chat" ref={ref} />
}

function Page() {
  const [options, setOptions] = useState<UseChatKitOptions | null>(null)
  window.tour.setOptions = (next) =>
    flushSync(() => setOptions(bound(next, known) as UseChatKitOptions))
  return options === null ? null : <Conversation options={options} />
}

declare global {
  interface Window {
    tour: {
      told: unknown[]
      setOptions(options: unknown): void
      call(method: string, ...args: unknown[]): unknown
      hear(name: string): void
    }
  }
}

window.tour = {
  told,
  setOptions: () => undefined,
  call: () => undefined,
  hear: (name) =>
    document.addEventListener(name, (event) =>
      tell(`bubbled ${name}`, (event as CustomEvent).detail),
    ),
}
const root = document.querySelector('#root')
if (root !== null)
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <Page />
      </StrictMode>,
    ),
  )
document.documentElement.dataset.ready = 'true'
