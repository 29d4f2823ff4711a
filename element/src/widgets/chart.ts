import { html } from 'lit'
import type { Draw } from './node'

export const chart: Draw = (_node, { view }) =>
  html`<p class="w-unknown">${view.t('unknownWidget')}</p>`
