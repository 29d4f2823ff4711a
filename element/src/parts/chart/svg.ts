/** Elements of a drawing, made one by one: nothing is ever parsed. */
const SVG = 'http://www.w3.org/2000/svg'

export type Attributes = Readonly<Record<string, string | number>>

export function shape<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  return element
}

export function words(text: string, attributes: Attributes): SVGTextElement {
  const element = shape('text', attributes)
  element.textContent = text
  return element
}

const LETTER_PX = 6.6

/** How wide a text is, or about how wide where nothing is laid out. */
export function widthOf(svg: SVGSVGElement, texts: readonly string[]): number {
  const probe = words('', { class: 'w-tick' })
  svg.append(probe)
  const widths = texts.map((text) => {
    probe.textContent = text
    const measured = typeof probe.getComputedTextLength === 'function'
    return measured ? probe.getComputedTextLength() : text.length * LETTER_PX
  })
  probe.remove()
  return Math.max(0, ...widths)
}
