/** What the person is told when something went wrong, and the way on from there. */
import { html, noChange, nothing, type TemplateResult } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive } from 'lit/directive.js'
import type { MessageKey } from '../locales'
import { lookup } from '../lookup'
import type { Problem, Trouble } from '../state'
import { icon } from './dom'
import type { View } from './view'

const TEXTS: Readonly<Record<string, MessageKey>> = {
  network: 'networkText',
  timeout: 'networkText',
  unauthorized: 'unauthorizedText',
  forbidden: 'forbiddenText',
  missing: 'threadMissing',
  tooLarge: 'tooLargeText',
  busy: 'busyText',
  refused: 'refusedText',
  server: 'serverText',
  protocol: 'protocolText',
  incomplete: 'incompleteText',
}

const BUTTONS: Readonly<Record<NonNullable<Problem['retry']>, MessageKey>> = {
  answer: 'retryButton',
  send: 'retryButton',
  repeat: 'retryButton',
  resume: 'retryButton',
  edit: 'editMessage',
  startOver: 'newChat',
}

/** The card below the last turn. Only its words are an alert: a count-down must not be read out each second. */
export function problemCard(problem: Problem, view: View): TemplateResult {
  const { t } = view
  return html`<div class="problem" part="error" aria-busy=${problem.busy === true}>
    ${icon('warning')}
    <div role="alert">
      <strong>${t(unsent(problem) ? 'sendText' : 'errorTitle')}</strong>
      <p>${problemText(problem, view, 'errorText')}</p>
    </div>
    ${wayOn(problem, view)}
  </div>`
}

/** The sentence for it, in the server's words where it has some. */
export function problemText(
  { message, code }: Trouble,
  { t }: View,
  otherwise: MessageKey,
): string {
  return message ?? t(lookup(TEXTS, code) ?? otherwise)
}

/** A message whose answer was lost may have arrived: nothing is said of it then. */
function unsent({ retry, code }: Problem): boolean {
  if (code === 'network' || code === 'timeout' || code === 'protocol') return false
  return retry === 'send' || retry === 'edit' || retry === 'startOver'
}

function wayOn({ retry, retryAt, busy }: Problem, view: View): unknown {
  if (retry === null) return nothing
  const label = view.t(BUTTONS[retry])
  const asksAgain = retry !== 'edit' && retry !== 'startOver'
  return patient(
    asksAgain ? retryAt : null,
    label,
    view,
    (words, waits) =>
      html`<button
        class="button"
        type="button"
        ?disabled=${waits}
        aria-disabled=${busy === true}
        @click=${view.do.retryProblem}
      >
        ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
        ${words}
      </button>`,
  )
}

/** Draws a button whose words count the seconds for which the server wants to hear nothing. */
export function patient(
  retryAt: number | null,
  label: string,
  { t, locale }: View,
  draw: (words: string, waits: boolean) => TemplateResult,
): unknown {
  return countdown(retryAt, (seconds) =>
    draw(seconds > 0 ? t('tryAgainIn', { time: inSeconds(seconds, locale) }) : label, seconds > 0),
  )
}

function inSeconds(seconds: number, locale: string): string {
  const [amount, unit] = seconds < 100 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit) }).format(Number(amount))
}

/** One line under the answer while the connection is not what it should be. */
export function connectionLine(view: View): TemplateResult | typeof nothing {
  if (view.connection === 'live') return nothing
  const { t, thread } = view
  if (view.connection === 'lost')
    return html`<p class="progress" role="status"><span>${t('reconnecting')}</span></p>`
  return html`<p class="progress" role="status">
    <span>${t('stalledText')}</span>
    ${
      thread.allowCancel
        ? nothing
        : html`<button class="text-button" type="button" @click=${view.do.stop}>
            ${t('giveUp')}
          </button>`
    }
  </p>`
}

class CountdownDirective extends AsyncDirective {
  #timer: ReturnType<typeof setInterval> | undefined
  #until: number | null = null
  #draw: (seconds: number) => TemplateResult = () => html``

  render(until: number | null, draw: (seconds: number) => TemplateResult): unknown {
    this.#until = until
    this.#draw = draw
    this.#run()
    return this.#now()
  }

  protected override disconnected(): void {
    clearInterval(this.#timer)
  }

  protected override reconnected(): void {
    this.#run()
  }

  #run(): void {
    clearInterval(this.#timer)
    if (this.#seconds() > 0) this.#timer = setInterval(() => this.#tick(), 1000)
  }

  #tick(): void {
    if (this.#seconds() === 0) clearInterval(this.#timer)
    this.setValue(this.isConnected ? this.#now() : noChange)
  }

  #seconds(): number {
    return this.#until === null ? 0 : Math.max(0, Math.ceil((this.#until - Date.now()) / 1000))
  }

  #now(): TemplateResult {
    return this.#draw(this.#seconds())
  }
}

const countdown = directive(CountdownDirective)
