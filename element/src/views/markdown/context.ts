/** What drawing a text needs to know of the conversation around it. */
import type { TemplateResult } from 'lit'
import type { Translate } from '../../locales'
import type { Mark } from './marks'
import type { MarkdownDoc } from './doc'

export type MarkdownContext = {
  t: Translate
  /** Hosts that images may come from; null means that the server names none. */
  domains: readonly string[] | null
  /** The origin of the server: its images are shown where it names no hosts. */
  home: string
  deeplink: (url: string) => void
  copy: (text: string) => Promise<boolean>
  /** Level of the text's own first headings. */
  heading: number
  /** A single line end is shown as one. */
  breaks: boolean
}

/** Marks of sources, by offset in the text, and how one is drawn. */
export type Citations = {
  marks: readonly Mark[]
  draw: (sources: readonly number[]) => TemplateResult
}

export type Scope = {
  context: MarkdownContext
  doc: MarkdownDoc
  cite: Citations['draw'] | null
}
