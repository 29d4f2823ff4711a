/** The options of a list: which of them match, and where the arrow keys lead. Pure. */
import { isOn, nodesOf, said, type Node } from './node'

export type Option = { value: string; label: string; description: string; disabled: boolean }

export function optionsOf(node: Node): Option[] {
  return nodesOf(node['options']).map((option) => ({
    value: said(option, 'value'),
    label: said(option, 'label') || said(option, 'value'),
    description: said(option, 'description'),
    disabled: isOn(option, 'disabled'),
  }))
}

/** Lower case and without accents, so that `zurich` finds `Zürich`. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

export function matching(options: readonly Option[], query: string): Option[] {
  const wanted = folded(query.trim())
  if (wanted === '') return [...options]
  return options.filter(({ label, description }) =>
    folded(`${label} ${description}`).includes(wanted),
  )
}

/** The next option that can be chosen, `steps` away; the last one that can be, where the list ends. */
export function moved(options: readonly Option[], from: number, steps: number): number {
  const way = Math.sign(steps)
  let [at, left, found] = [from, Math.abs(steps), from]
  while (left > 0) {
    at += way
    const option = options[at]
    if (option === undefined) break
    if (option.disabled) continue
    found = at
    left -= 1
  }
  return found
}

export const firstOf = (options: readonly Option[]): number =>
  options.findIndex(({ disabled }) => !disabled)
export const lastOf = (options: readonly Option[]): number =>
  options.findLastIndex(({ disabled }) => !disabled)

/** What typing letters leads to: the next option that begins so, from the one after `from` when it is one letter. */
export function typedTo(options: readonly Option[], typed: string, from: number): number {
  const same = [...typed].every((letter) => letter === typed[0])
  const wanted = folded(same ? (typed[0] ?? '') : typed)
  const start = same ? from + 1 : Math.max(from, 0)
  for (let step = 0; step < options.length; step += 1) {
    const at = (start + step) % options.length
    const option = options[at]
    if (option !== undefined && !option.disabled && folded(option.label).startsWith(wanted))
      return at
  }
  return from
}
