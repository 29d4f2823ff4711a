/* The floor: an element that is nothing but a box to write in. */
customElements.define(
  'openai-chatkit',
  class extends HTMLElement {
    setOptions() {
      this.attachShadow({ mode: 'open' }).append(document.createElement('textarea'))
      setTimeout(() => setTimeout(() => this.dispatchEvent(new CustomEvent('chatkit.ready'))))
    }
  },
)
