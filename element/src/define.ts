import { ChatKitElement } from './element'

export type { ChatKitElement }

const TAG = 'openai-chatkit'

// Another script may have defined the tag already; the first one keeps it. On a server there is nothing to define.
if (typeof customElements !== 'undefined' && customElements.get(TAG) === undefined)
  customElements.define(TAG, ChatKitElement)
