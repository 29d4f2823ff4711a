/** Lazy part: sets a formula as MathML, which browsers draw and screen readers read. */
import temml from 'temml'

/** Characters. */
const LONGEST = 4000
/** Times a macro may be replaced, so that a short text cannot fill the memory. */
const MOST_EXPANSIONS = 300
/** Of what a formula may ask for: in `em`, and in points. */
const LARGEST: [number, number] = [40, 600]

/** Returns null for what is no formula; its source is then better than an error. */
export function render(tex: string, display: boolean): Element | null {
  if (tex.length > LONGEST) return null
  const holder = document.createElement('span')
  try {
    temml.render(tex, holder, {
      displayMode: display,
      annotate: true,
      throwOnError: true,
      trust: false,
      strict: false,
      maxSize: LARGEST,
      maxExpand: MOST_EXPANSIONS,
    })
  } catch {
    return null
  }
  return holder.firstElementChild
}
