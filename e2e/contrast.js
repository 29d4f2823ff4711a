() => {
  const root = document.querySelector('openai-chatkit').shadowRoot.querySelector('.root')
  const probe = document.createElement('i')
  root.append(probe)
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const paint = (...layers) => {
    pen.clearRect(0, 0, 1, 1)
    for (const layer of layers) {
      probe.style.color = ''
      probe.style.color = layer
      pen.fillStyle = getComputedStyle(probe).color
      pen.fillRect(0, 0, 1, 1)
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255)
      .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ratio = (ink, ...ground) => {
    const [a, b] = [light(paint(...ground, ink)), light(paint(...ground))]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }
  const v = (name) => `var(--${name})`
  const low = []
  const check = (least, ink, ...ground) => {
    const found = ratio(v(ink), ...ground)
    if (found < least) low.push(`${ink} on ${ground.join(' + ')}: ${found.toFixed(2)}`)
  }
  for (const ground of ['surface', 'surface-2', 'surface-3', 'raised'])
    for (const ink of ['text', 'text-2', 'text-3', 'accent-text', 'link'])
      check(4.5, ink, v(ground))
  for (const tone of ['success', 'caution', 'warning', 'danger', 'info', 'discovery']) {
    for (const ground of ['surface', 'raised']) check(4.5, tone, v(ground))
    const soft = `color-mix(in oklab, var(--${tone}) var(--soft), transparent)`
    check(4.5, tone, v('raised'), soft)
    check(4.5, 'surface', v(tone))
  }
  check(4.5, 'on-accent', v('accent'))
  for (const ground of ['surface', 'raised']) {
    check(3, 'field-line', v(ground))
    check(3, 'ring', v(ground))
    for (const hue of ['blue', 'purple', 'orange', 'green', 'red', 'yellow', 'pink'])
      check(3, `chart-${hue}`, v(ground))
  }
  probe.remove()
  return low
}
