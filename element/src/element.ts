import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit'
import { LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { builtIns } from './built-ins'
import { Chat } from './chat/chat'
import { Composer } from './chat/composing/composer'
import { Commands } from './chat/commands'
import { History } from './chat/history'
import type { Emit } from './chat/turns'
import { absolute, Client } from './client'
import {
  composerValue,
  fromComposer,
  fromParams,
  isEmpty,
  optimistic,
  toWire,
  type Outgoing,
} from './compose'
import { FocusKeeper } from './focus'
import { Fonts, fontsOf } from './fonts'
import { setPartsFolder } from './lazy'
import type { UserMessage } from './events'
import { WordsKeeper } from './locales/keeper'
import { afterListeners, nextFrame, uuid } from './platform'
import { ChatKitError } from './problems'
import { actionsOf, type Desk } from './desk'
import type { ComposerValue, OpenChatKit, OpenChatKitOptions } from './public'
import { viewOf } from './screen'
import { composerView } from './writing'
import { root } from './views/root'
import { ScrollKeeper } from './views/scroll'
import { sheets } from './views/styles'
import { adoptSheets } from './views/widget'
import type { Actions, View } from './views/view'

const OWN_API = '/api/chatkit'
/** Milliseconds; what streams is drawn every other frame: it reads no worse, at half the work. */
const PACE = 25

/**
 * An open `<openai-chatkit>`: the published element's contract with no iframe and no third party.
 *
 * @attr api-url - Where `getClientSecret` secrets are good for; `/api/chatkit` of the page's origin by default.
 * @attr parts-url - The folder with `chatkit-parts/`, where a bundler has moved the core away from it.
 * @attr extensions - Headers of ours may be sent to another origin, too.
 * @attr heading-level - Level of the header's title among the page's headings, 1 to 5; 2 by default.
 * @attr line-breaks - A single line end in Markdown is shown as one.
 * @fires chatkit.ready - Options are set and the composer is usable.
 * @fires chatkit.error - Something failed; `detail.error` never holds what a person wrote.
 * @fires chatkit.response.start - An answer begins.
 * @fires chatkit.response.end - An answer is over, whether or not it succeeded.
 * @fires chatkit.thread.change - Another thread is shown.
 * @csspart root - Everything.
 * @csspart header - The bar at the top.
 * @csspart thread - The turns.
 * @csspart user-message - One message of the person.
 * @csspart assistant-message - One message of the assistant.
 * @csspart composer - The box to write in.
 */
export class ChatKitElement extends LitElement implements OpenChatKit {
  static override styles = sheets

  #options: OpenChatKitOptions | null = null
  #booted = false
  #drawnAt = 0
  #drawn: OpenChatKitOptions | null = null
  readonly #commands = new Commands()
  readonly #words = new WordsKeeper(() => this.requestUpdate())
  readonly #fonts = new Fonts()
  readonly #emit: Emit = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
  readonly #client = new Client(
    { url: OWN_API },
    {
      ownUrl: () => absolute(this.getAttribute('api-url') ?? OWN_API),
      locale: () => this.#localeName(),
      extended: () => this.hasAttribute('extensions'),
      log: (name, data) =>
        this.#emit('chatkit.log', data === undefined ? { name } : { name, data }),
    },
  )
  readonly #chat = new Chat({
    client: this.#client,
    options: () => this.#known(),
    emit: this.#emit,
    changed: () => this.#changed(),
    uuid,
    giveBack: (message, instead) => this.#takeBack(message, instead),
  })
  readonly #history = new History({
    client: this.#client,
    changed: () => this.#changed(),
    report: (error) => this.#chat.turns.report(error),
    renamed: (id, title) => this.#chat.renamed(id, title),
    removed: (id) => void (this.#chat.thread.threadId === id && this.#chat.open(null)),
  })
  readonly #composer: Composer = new Composer({
    client: this.#client,
    options: () => this.#known(),
    settings: () => this.#options?.composer ?? null,
    emit: this.#emit,
    changed: () => this.requestUpdate(),
    report: (error) => this.#chat.turns.report(error),
    uuid,
    builtIns: () => builtIns(this.#composer, this.#known(), this.#words.get(this.#localeName()).t),
    free: () => this.#chat.free,
    send: (state) => this.#command(() => this.#send(fromComposer(state), false)),
  })
  readonly #scroll = new ScrollKeeper(
    () => this.shadowRoot,
    () => this.requestUpdate(),
  )
  readonly #focus = new FocusKeeper(
    () => this.shadowRoot,
    () => this.#composer.editor,
  )
  readonly #actions: Actions = actionsOf(this.#desk())

  /** Takes the full set of options; nothing of an earlier set stays. */
  setOptions(options: OpenChatKitOptions): void {
    this.#options = options
    this.#client.configure(options.api)
    this.#fonts.use(fontsOf(options))
    if (options.history?.enabled === false) this.#closeHistory()
    this.requestUpdate()
    this.#boot()
  }

  focusComposer(): Promise<void> {
    return this.#command(async () => {
      await this.updateComplete
      this.#focus.now('composer')
    })
  }

  setThreadId(threadId: string | null): Promise<void> {
    return this.#command(async () => {
      this.#closeHistory()
      await this.#chat.open(threadId)
    })
  }

  sendUserMessage(params: Parameters<OpenAIChatKit['sendUserMessage']>[0]): Promise<void> {
    return this.#command(() => this.#send(fromParams(params), params.newThread ?? false))
  }

  setComposerValue(params: Parameters<OpenAIChatKit['setComposerValue']>[0]): Promise<void> {
    return this.#command(async () => {
      this.#composer.set(params)
      await this.updateComplete
    })
  }

  async getComposerValue(): Promise<ComposerValue> {
    return composerValue(this.#composer.state)
  }

  fetchUpdates(): Promise<void> {
    return this.#command(async () => {
      await this.#chat.turns.idle()
      await this.#chat.refresh()
      if (this.#history.shown) await this.#history.reload()
    })
  }

  sendCustomAction(
    action: { type: string; payload?: Record<string, unknown> },
    itemId?: string,
  ): Promise<void> {
    return this.#command(() => this.#chat.act(action, itemId))
  }

  showHistory(): Promise<void> {
    return this.#command(async () => {
      this.#openHistory()
      await this.updateComplete
    })
  }

  hideHistory(): Promise<void> {
    return this.#command(async () => {
      this.#closeHistory()
      await this.updateComplete
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words.watch()
    this.#chat.turns.begin()
    const parts = this.getAttribute('parts-url')
    if (parts !== null) setPartsFolder(absolute(parts.endsWith('/') ? parts : `${parts}/`))
    if (this.#booted) this.#chat.turns.join()
    this.#boot()
  }

  /** A move within the page disconnects too; only what stays away is closed. */
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    setTimeout(() => {
      if (this.isConnected) return
      this.#chat.turns.close()
      this.#composer.rest()
      this.#words.rest()
    }, 0)
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.#chat.turns.streaming && this.hasUpdated)
      do await nextFrame()
      while (performance.now() - this.#drawnAt < PACE)
    await super.scheduleUpdate()
    this.#drawnAt = performance.now()
  }

  protected override willUpdate(): void {
    if (this.hasUpdated) this.#scroll.before(this.#options !== this.#drawn)
    this.#drawn = this.#options
  }

  protected override render(): TemplateResult | undefined {
    if (this.#options === null || !this.#words.ready(this.#localeName())) return undefined
    return root(this.#view(this.#options))
  }

  protected override updated(_changes: PropertyValues): void {
    const { thread, sentCount, load, turns } = this.#chat
    this.#scroll.after({
      threadId: thread.threadId,
      loaded: load === 'none',
      firstId: thread.entries[0]?.id ?? null,
      lastId: thread.entries.at(-1)?.id ?? null,
      sentCount,
      streaming: turns.streaming,
      follow: this.#options?.thread?.autoScroll === true && turns.streaming,
    })
    this.#focus.move()
    adoptSheets(this.renderRoot as ShadowRoot)
  }

  #boot(): void {
    if (this.#booted || this.#options === null || !this.isConnected) return
    this.#booted = true
    this.#words.watch()
    const worded = this.#words.settled(this.#localeName())
    afterListeners(async () => {
      await worded
      this.#emit('chatkit.ready', undefined)
      this.#client.warm().catch((error: unknown) => this.#chat.turns.report(error))
      const { initialThread } = this.#known()
      if (initialThread != null && this.#chat.thread.threadId === null)
        void this.#chat.open(initialThread)
      this.#commands.open()
    })
  }

  /** Runs a call of the page after those before it, and not before the element is ready. */
  #command(work: () => Promise<void>): Promise<void> {
    return this.#commands.run(work)
  }

  #known(): ChatKitOptions {
    if (this.#options === null) throw new ChatKitError('setOptions was not called.', 'integration')
    return this.#options
  }

  async #send(message: Outgoing, newThread: boolean): Promise<void> {
    if (isEmpty(message)) throw new ChatKitError('There is nothing to send.', 'integration')
    this.#closeHistory()
    if (newThread) await this.#chat.open(null)
    else await this.#chat.turns.idle()
    if (this.#chat.thread.status.type !== 'active')
      throw new ChatKitError('This thread takes no messages.', 'integration')
    const shown = optimistic(message, `local-${uuid()}`)
    await this.#chat.send(toWire(message), shown, message.instead)
  }

  /** Sends what stands in the composer; while an answer comes, it waits for its end. */
  #sendComposer(): void {
    const { load, thread, turns } = this.#chat
    if (load === 'loading' || thread.status.type !== 'active' || this.#composer.queue.full) return
    const value = this.#composer.take()
    if (value === null) return
    this.#focus.next = 'composer'
    this.#composer.queue.add(value)
    if (!turns.streaming) this.#composer.queue.next()
  }

  #takeBack(message: UserMessage, instead: string | null): void {
    this.#composer.takeBack(message, instead)
    this.#focus.next = 'composer'
  }

  #openHistory(): void {
    if (this.#history.shown || this.#known().history?.enabled === false) return
    this.#history.show()
    this.#focus.next = this.#history.searchable ? 'history-search' : 'history'
    this.#emit('chatkit.history.open', undefined)
  }

  #closeHistory(): void {
    if (!this.#history.shown) return
    this.#history.hide()
    if (this.shadowRoot?.activeElement != null) this.#focus.next = 'history'
    this.#emit('chatkit.history.close', undefined)
  }

  /** What the views' actions may touch. */
  #desk(): Desk {
    return {
      chat: this.#chat,
      history: this.#history,
      options: () => this.#known(),
      emit: this.#emit,
      composer: this.#composer,
      sendComposer: () => this.#sendComposer(),
      send: (message) =>
        void this.#command(() => this.#send(message, false)).catch(() => undefined),
      openHistory: () => this.#openHistory(),
      closeHistory: () => this.#closeHistory(),
      focusNext: (name) => {
        this.#focus.next = name
        this.requestUpdate()
      },
      jump: () => this.#scroll.jump(),
    }
  }

  #changed(): void {
    this.#history.note(this.#chat.thread)
    this.#composer.follow(this.#chat.thread)
    this.#composer.queue.flush()
    this.requestUpdate()
  }

  #localeName(): string {
    return this.#options?.locale ?? globalThis.navigator?.language ?? 'en'
  }

  #view(options: OpenChatKitOptions): View {
    return viewOf({
      options,
      words: this.#words.get(this.#localeName()),
      headingLevel: this.getAttribute('heading-level'),
      breaks: this.hasAttribute('line-breaks'),
      chat: this.#chat,
      history: this.#history,
      composer: composerView(this.#composer),
      awayFromEnd: this.#scroll.away,
      newBelow: this.#scroll.fresh,
      actions: this.#actions,
    })
  }
}
