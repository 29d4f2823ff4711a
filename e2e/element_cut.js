() => {
  const clips = (style) => /hidden|clip/.test(style.overflowX)
  const scrolls = (style) => /auto|scroll/.test(style.overflowX)
  const shortened = (style) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
  /** What decides about a box, asked once for each: many pieces of text stand in the same ones. */
  const known = new Map()
  const of = (node) => {
    if (!known.has(node)) {
      const style = getComputedStyle(node)
      const gone = style.visibility === 'hidden' || style.clipPath === 'inset(50%)'
      const through = style.display === 'contents' || style.display === 'inline'
      const within = !gone && !through && !shortened(style)
      const slides = within && node.scrollWidth > node.clientWidth && scrolls(style)
      const ends = gone || (!through && (shortened(style) || slides))
      known.set(node, { ends, through, clips: clips(style), edge: node.getBoundingClientRect() })
    }
    return known.get(node)
  }
  const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null
  /** Where a piece of text is cut off, or null when all of it can be seen or scrolled to. */
  const cut = (box, from) => {
    for (let at = from; at !== null; at = above(at)) {
      const { ends, through, clips, edge } = of(at)
      if (ends) return null
      const beyond = box.left < edge.left - 1 || box.right > edge.right + 1
      if (!through && clips && beyond) return `${at.localName}.${at.className}`
    }
    return box.left < -1 || box.right > innerWidth + 1 ? 'the window' : null
  }
  const found = []
  const look = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot !== null) look(node.shadowRoot)
      if (node.closest('svg, math, script, style, select') !== null) continue
      for (const child of node.childNodes) {
        if (child.nodeType !== Node.TEXT_NODE || child.data.trim() === '') continue
        const range = document.createRange()
        range.selectNodeContents(child)
        for (const box of range.getClientRects()) {
          const by = box.width > 1 && box.height > 1 ? cut(box, node) : null
          if (by !== null) found.push(`“${child.data.trim().slice(0, 40)}” is cut by ${by}`)
        }
      }
    }
  }
  look(document)
  const scroller = document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.scroller')
  if (scroller && scroller.scrollWidth > scroller.clientWidth) found.push('the conversation scrolls sideways')
  const page = document.documentElement
  if (page.scrollWidth > page.clientWidth) found.push('the page scrolls sideways')
  return [...new Set(found)]
}
