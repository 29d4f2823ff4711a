// Options come from the address: ?scheme=dark&accent=%230d7a5f&level=2&radius=soft&density=compact
const asked = new URL(location.href).searchParams
const color = asked.has('accent')
  ? { accent: { primary: asked.get('accent'), level: Number(asked.get('level') ?? 1) } }
  : {}

document.documentElement.style.height = '100%'
document.body.style.cssText = 'height:100%;margin:0'

const element = document.querySelector('openai-chatkit')
await customElements.whenDefined('openai-chatkit')
element.setOptions({
  api: { url: '/api/chatkit', domainKey: 'local-dev' },
  theme: {
    colorScheme: asked.get('scheme') ?? 'light',
    radius: asked.get('radius') ?? 'pill',
    density: asked.get('density') ?? 'normal',
    color,
  },
  history: { enabled: true, showDelete: true, showRename: true },
  threadItemActions: { feedback: true, retry: true },
  startScreen: {
    prompts: [
      { label: 'Show me what prose looks like', prompt: 'prose', icon: 'square-text' },
      { label: 'Create a task', prompt: 'widget', icon: 'check-circle' },
      { label: 'Work on something', prompt: 'workflow', icon: 'bolt' },
      { label: 'Ask me something', prompt: 'question', icon: 'circle-question' },
    ],
  },
  disclaimer: { text: 'The assistant can be wrong. [More](https://example.com).' },
  thread: { autoScroll: asked.has('follow') },
})
window.chat = element
