/** The menu at the caret: what `@` and `/` offer, and what happens with what is chosen. */
import type { Command, CommandSelection, ChatKitOptions, Entity } from '@openai/chatkit'
import type { Editor, Piece, Tag, Trigger } from '../../draft'
import { fits, grouped, type CaretMenu as Shown, type MenuOption } from '../../menu'
import { ChatKitError } from '../../problems'
import { inTime, Search } from './search'

/** More than a person reads through; typing narrows it. */
const MOST = 50
const RUN_MS = 60_000

export type BuiltIn = MenuOption & {
  /** What it leads to; a menu, or something that is done. */
  menu?: readonly BuiltIn[]
  run?: () => void
  /** Stands in the place of what was typed. */
  text?: string
}

export type MenuHost = {
  options: () => ChatKitOptions
  editor: () => Editor | null
  builtIns: () => readonly BuiltIn[]
  changed: () => void
  report: (error: unknown) => void
}

type Choice = { option: MenuOption } & (
  | { kind: 'entity'; entity: Entity }
  | { kind: 'command'; command: Command }
  | { kind: 'builtIn'; builtIn: BuiltIn }
)
type Level = { label: string; choices: readonly Choice[] }

export class CaretMenu {
  #trigger: Trigger | null = null
  #status: Shown['status'] = 'loading'
  #choices: readonly Choice[] = []
  #active = 0
  #levels: Level[] = []
  /** A trigger that the person waved away, until the caret leaves it. */
  #dismissed: number | null = null
  #search = new Search<Choice>()

  constructor(private readonly host: MenuHost) {}

  /** What is to be shown; null for nothing. */
  get shown(): Shown | null {
    const trigger = this.#trigger
    if (trigger === null || this.#dismissed === trigger.from) return null
    // Somebody who writes on after a space is writing prose.
    if (this.#choices.length === 0 && /\s/.test(trigger.query)) return null
    return {
      trigger,
      status: this.#status,
      options: this.#choices.map(({ option }) => option),
      active: this.#active,
      parent: this.#levels.at(-1)?.label ?? null,
    }
  }

  /** The caret has moved, or what stands before it has changed. */
  follow(found: Trigger | null): void {
    const before = this.#trigger
    const trigger = found !== null && this.#offered(found.kind) ? found : null
    if (trigger === null && before === null) return
    const begins = !isSame(trigger, before)
    this.#trigger = trigger
    if (begins) this.#begin()
    if (trigger !== null) this.#ask(trigger, begins)
    this.host.changed()
  }

  move(steps: number): void {
    const { length } = this.#choices
    if (length > 0) this.activate((this.#active + steps + length) % length)
  }

  activate(at: number): void {
    this.#active = at
    this.host.changed()
  }

  close(): void {
    this.#dismissed = this.#trigger?.from ?? null
    this.#search.stop()
    this.host.changed()
  }

  back(): void {
    this.#levels.pop()
    if (this.#trigger !== null) this.#ask(this.#trigger, true)
    this.host.changed()
  }

  choose(at = this.#active): void {
    const choice = this.#choices[at]
    if (choice === undefined || this.#status === 'running') return
    if (choice.kind === 'entity') this.#write(tagged(choice.entity))
    else if (choice.kind === 'builtIn') this.#use(choice.builtIn)
    else void this.#run(choice.command)
  }

  #offered(kind: Trigger['kind']): boolean {
    const { entities, commands } = this.host.options()
    return kind === 'tag' ? entities?.onTagSearch !== undefined : commands?.enabled === true
  }

  #begin(): void {
    this.#search.stop()
    this.#dismissed = null
    this.#levels = []
    this.#choices = []
    this.#active = 0
  }

  #ask(trigger: Trigger, now: boolean): void {
    if (this.#dismissed === trigger.from) return
    const level = this.#levels.at(-1)
    if (level !== undefined) return this.#offer(narrowed(level.choices, trigger.query))
    // Until the answer comes, what is there is narrowed: nobody gets what they did not type.
    this.#choices = narrowed(this.#choices, trigger.query)
    this.#active = 0
    this.#status = 'loading'
    this.#search.ask(
      () => this.#find(trigger),
      (found, error) => {
        if (found === null) this.#failed(error)
        else this.#offer(found)
      },
      now,
    )
  }

  async #find({ kind, query }: Trigger): Promise<Choice[]> {
    const { entities, commands } = this.host.options()
    if (kind === 'tag') {
      const found = (await entities?.onTagSearch?.(query)) ?? []
      return found.map((entity) => ({ kind: 'entity', entity, option: entityOption(entity) }))
    }
    const builtIns = narrowed(this.host.builtIns().map(builtInChoice), query)
    const found = (await commands?.onSearch?.(query)) ?? []
    return [...found.map(commandChoice), ...builtIns]
  }

  #offer(choices: readonly Choice[]): void {
    const list = choices.map((choice) => ({ ...choice, group: choice.option.group ?? '' }))
    this.#choices = grouped(list).slice(0, MOST)
    this.#active = 0
    this.#status = 'ready'
    this.host.changed()
  }

  #failed(error: unknown): void {
    this.#status = 'failed'
    this.#choices = []
    this.host.report(asError(error))
    this.host.changed()
  }

  async #run(command: Command): Promise<void> {
    const { commands } = this.host.options()
    const from = this.#trigger?.from
    // What was asked before may not come back over what is chosen now.
    this.#search.stop()
    this.#status = 'running'
    this.host.changed()
    try {
      const selection = (await inTime(() => commands?.onSelect?.(command), RUN_MS)) ?? undefined
      if (this.#trigger?.from === from) this.#apply(command.label, selection)
    } catch (error) {
      if (this.#trigger?.from === from) this.#failed(error)
      else this.host.report(asError(error))
    }
  }

  #apply(label: string, selection: CommandSelection | undefined): void {
    if (selection === undefined) this.#write([])
    else if (selection.type === 'entity') this.#write(tagged(selection.entity))
    else this.#enter(label, selection.commands.map(commandChoice))
  }

  #use(builtIn: BuiltIn): void {
    if (builtIn.menu !== undefined)
      return this.#enter(builtIn.label, builtIn.menu.map(builtInChoice))
    this.#write(builtIn.text === undefined ? [] : [{ type: 'input_text', text: builtIn.text }])
    builtIn.run?.()
  }

  /** Shows another menu in the place of this one; the sign stays, and what is typed now narrows that one. */
  #enter(label: string, choices: readonly Choice[]): void {
    this.#search.stop()
    this.#levels.push({ label, choices })
    this.#offer(choices)
    if (this.#trigger?.query !== '') this.#write([{ type: 'input_text', text: '/' }])
  }

  #write(content: readonly Piece[]): void {
    const trigger = this.#trigger
    if (trigger !== null) this.host.editor()?.complete(trigger, content)
  }
}

function isSame(one: Trigger | null, other: Trigger | null): boolean {
  return one?.from === other?.from && one?.kind === other?.kind
}

function tagged(entity: Entity): Piece[] {
  const { id, title, icon, group, interactive, data } = entity
  const tag: Tag = { type: 'input_tag', id, text: title, data: data ?? {} }
  if (icon !== undefined) tag.icon = icon
  if (group !== undefined) tag.group = group
  tag.interactive = interactive ?? false
  return [tag, { type: 'input_text', text: ' ' }]
}

function entityOption({ id, title, icon, group }: Entity): MenuOption {
  return { id, label: title, ...(icon && { icon }), ...(group && { group }) }
}

function commandChoice(command: Command): Choice {
  return { kind: 'command', command, option: command }
}

function builtInChoice(builtIn: BuiltIn): Choice {
  return { kind: 'builtIn', builtIn, option: builtIn }
}

function narrowed(choices: readonly Choice[], query: string): Choice[] {
  return choices.filter(({ option }) => fits(option.label, query))
}

/** What a page's handler threw may hold what a person wrote: it stays in the cause. */
function asError(cause: unknown): ChatKitError {
  if (cause instanceof ChatKitError) return cause
  return new ChatKitError('A handler of the page failed.', 'integration', { cause })
}
