const kit = document.querySelector('openai-chatkit')
const inside = (selector) => [...kit.shadowRoot.querySelectorAll(selector)]
window.begin = (initialThread) =>
  kit.setOptions({
    api: { url: '/api/chatkit', domainKey: 'local' },
    thread: { autoScroll: true },
    initialThread,
  })
window.ask = (text) => kit.sendUserMessage({ text })
window.shown = () => inside('.md').at(-1)?.textContent.length ?? 0
window.over = false
kit.addEventListener('chatkit.response.start', () => (window.over = false))
kit.addEventListener('chatkit.response.end', () => (window.over = true))
window.pane = () => inside('.scroller')[0]
