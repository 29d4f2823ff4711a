/** Which files a message takes: their kinds, their sizes, and how many. */
import type { ComposerOption } from '@openai/chatkit'
import type { Sentence } from './draft'

export type AttachmentOptions = NonNullable<ComposerOption['attachments']>

const MAX_SIZE = 100 * 1024 * 1024
const MAX_COUNT = 10

export type Choice = { taken: File[]; problems: Sentence[] }

/** Takes of the files what may be added to those that are there already. */
export function choose(
  files: readonly File[],
  options: AttachmentOptions | undefined,
  already: number,
): Choice {
  if (options?.enabled !== true) return { taken: [], problems: [] }
  const problems: Sentence[] = []
  const fitting = files.filter((file) => {
    const problem = problemOf(file, options)
    if (problem !== null) problems.push(problem)
    return problem === null
  })
  const count = options.maxCount ?? MAX_COUNT
  const taken = fitting.slice(0, Math.max(0, count - already))
  if (taken.length < fitting.length) problems.push({ key: 'filesMany', values: { count } })
  return { taken, problems }
}

function problemOf(file: File, { accept, maxSize }: AttachmentOptions): Sentence | null {
  const { name } = file
  if (!accepts(file, accept)) return { key: 'fileKind', values: { name } }
  const bytes = limitOf(file.type, maxSize)
  return file.size > bytes ? { key: 'fileSize', values: { name }, bytes } : null
}

function accepts(file: File, accept: AttachmentOptions['accept']): boolean {
  const kinds = Object.entries(accept ?? {})
  if (kinds.length === 0) return true
  const name = file.name.toLowerCase()
  return kinds.some(
    ([pattern, extensions]) =>
      matches(file.type, pattern) || extensions.some((end) => name.endsWith(end.toLowerCase())),
  )
}

/** The most exact entry counts; `*` and an empty one are for whatever has none. */
function limitOf(type: string, maxSize: AttachmentOptions['maxSize']): number {
  if (maxSize === undefined) return MAX_SIZE
  if (typeof maxSize === 'number') return maxSize
  const patterns = Object.keys(maxSize).filter((pattern) => matches(type, pattern))
  const rank = (pattern: string): number =>
    isFallback(pattern) ? 2 : pattern.endsWith('/*') ? 1 : 0
  const best = patterns.sort((a, b) => rank(a) - rank(b))[0]
  return (best === undefined ? undefined : maxSize[best]) ?? MAX_SIZE
}

function isFallback(pattern: string): boolean {
  return pattern === '' || pattern === '*' || pattern === '*/*'
}

function matches(type: string, pattern: string): boolean {
  if (isFallback(pattern)) return true
  const [kind, wanted] = [type.toLowerCase().split(';')[0] ?? '', pattern.toLowerCase()]
  return wanted.endsWith('/*') ? kind.startsWith(wanted.slice(0, -1)) : kind === wanted
}

/** For the file dialogue of the browser. */
export function acceptAttribute(accept: AttachmentOptions['accept']): string {
  const all = Object.entries(accept ?? {}).flatMap(([type, extensions]) => [type, ...extensions])
  return all.filter((one) => one !== '' && one !== '*').join(',')
}
