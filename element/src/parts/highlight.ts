/** Lazy part: what each stretch of code is, so that it can be coloured. */
import type { ElementContent, RootContent } from 'hast'
import { common, createLowlight } from 'lowlight'

type Run = [text: string, look: string | null]

const lowlight = createLowlight(common)
lowlight.registerAlias({
  bash: ['shellscript', 'fish'],
  javascript: ['node'],
  plaintext: ['output', 'log'],
  typescript: ['mts', 'cts'],
  xml: ['vue', 'astro'],
})

/** Returns the code in stretches, each with the class of its colour; null for an unknown language. */
export function highlight(code: string, language: string): Run[] | null {
  const name = language.toLowerCase()
  if (!lowlight.registered(name)) return null
  const runs: Run[] = []
  collect(lowlight.highlight(name, code, { prefix: 'c-' }).children, null, runs)
  return runs
}

function collect(
  nodes: readonly (RootContent | ElementContent)[],
  look: string | null,
  runs: Run[],
): void {
  for (const node of nodes) {
    if (node.type === 'text') runs.push([node.value, look])
    else if (node.type === 'element')
      collect(node.children, lookOf(node.properties['className']) ?? look, runs)
  }
}

function lookOf(names: unknown): string | null {
  return Array.isArray(names) && names.length > 0 ? names.join(' ') : null
}
