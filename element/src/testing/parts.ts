/** Tests load the lazy parts from their sources. */
import { part, setPartLoader } from '../lazy'

export async function loadPart(name: string): Promise<unknown> {
  if (name.startsWith('locale-'))
    return import(`../locales/catalogues/${name.slice('locale-'.length)}.ts`)
  if (name.startsWith('icons-')) {
    const { shapesOf } = await import('../../icons.mjs')
    return { default: shapesOf(name.slice('icons-'.length)) }
  }
  return import(`../parts/${name}.ts`)
}

const loading = new Set<Promise<unknown>>()

/** Resolves when every part that was asked for has come. */
export async function partsThere(): Promise<void> {
  while (loading.size > 0) await Promise.allSettled([...loading])
}

setPartLoader(async (name) => {
  const asked = loadPart(name)
  loading.add(asked)
  return asked.finally(() => loading.delete(asked))
})
// There from the start, as on a page that has shown a widget before. Read in advance: a page's limit
// of time is for a network, not for a machine that has other work than to compile it.
await loadPart('widgets')
await part('widgets')
