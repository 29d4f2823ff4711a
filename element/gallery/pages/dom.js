/** Elements by name, properties and children; text is never markup. */
export function h(name, props = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value)
    else if (value === true) node.setAttribute(key, '')
    else node.setAttribute(key, value)
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined))
  return node
}

/** Text in which `code` is code. */
export const prose = (text) =>
  text.split('`').map((part, at) => (at % 2 === 1 ? h('code', {}, part) : part))

export const list = async () => (await fetch('/entries.json')).json()
