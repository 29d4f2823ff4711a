/* Usable is a composer that takes words, once it is on the screen. */
window.loaded = performance.now()
const kit = document.querySelector('openai-chatkit')
const box = () => kit.shadowRoot?.querySelector('[contenteditable="true"], textarea') ?? null
const look = () => {
  if (box() === null) return requestAnimationFrame(look)
  const usable = performance.now()
  requestAnimationFrame(() =>
    setTimeout(() =>
      window.tellPainted({
        evaluated: window.loaded - window.begun,
        usable: usable - window.begun,
        painted: performance.now() - window.begun,
      }),
    ),
  )
}
kit.addEventListener('chatkit.ready', look, { once: true })
kit.setOptions({ api: { url: '/api/chatkit', domainKey: 'local' } })
