/** Keeps the focus in a row whose content changes, and beside one that goes. */
import { noChange, type ElementPart } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { directive, PartType, type PartInfo } from 'lit/directive.js'

class RowFocusDirective extends AsyncDirective {
  #row: Element | null = null
  #editing = false

  constructor(info: PartInfo) {
    super(info)
    if (info.type !== PartType.ELEMENT) throw new Error('rowFocus() belongs on an element.')
  }

  render(_editing: boolean): typeof noChange {
    return noChange
  }

  override update({ element }: ElementPart, [editing]: [boolean]): typeof noChange {
    this.#row = element
    const ended = this.#editing && !editing
    this.#editing = editing
    if (ended) afterDrawing(() => opener(element))
    return noChange
  }

  protected override disconnected(): void {
    const row = this.#row
    if (row === null || !row.matches(':focus-within')) return
    const rows = [...(row.closest('nav')?.querySelectorAll('li') ?? [])]
    const at = rows.indexOf(row as HTMLLIElement)
    const next = rows[at + 1] ?? rows[at - 1]
    if (next !== undefined) afterDrawing(() => opener(next))
  }
}

function opener(row: Element): HTMLElement | null {
  return row.querySelector<HTMLElement>('.row-open')
}

function afterDrawing(find: () => HTMLElement | null): void {
  queueMicrotask(() => find()?.focus())
}

export const rowFocus = directive(RowFocusDirective)

/** Where a key leads among the rows; null where it leads nowhere. */
export function rowByKey(panel: HTMLElement, from: Element, key: string): HTMLElement | null {
  const rows = [...panel.querySelectorAll<HTMLElement>('.row-open')]
  const at = rows.findIndex((row) => row.closest('li') === from.closest('li'))
  if (key === 'ArrowDown') return rows[at + 1] ?? null
  if (at < 0) return null
  if (key === 'ArrowUp')
    return rows[at - 1] ?? panel.querySelector<HTMLElement>('input[type="search"]')
  if (key === 'Home') return rows[0] ?? null
  return key === 'End' ? (rows.at(-1) ?? null) : null
}
