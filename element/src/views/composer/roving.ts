/** Keys of a menu whose items take the focus one after another. */

/** @param close - Closes the menu; true means that the focus goes back to its button. */
export function onMenuKey(event: KeyboardEvent, close: (back: boolean) => void): void {
  const menu = event.currentTarget as HTMLElement
  const items = [...menu.querySelectorAll<HTMLElement>('[data-item]:not(:disabled)')]
  const at = items.indexOf(event.target as HTMLElement)
  const to = target(event.key, at, items.length)
  if (to !== null) items[to]?.focus()
  else if (event.key === 'Escape') close(true)
  else if (event.key === 'Tab') return close(false)
  else return
  event.preventDefault()
  event.stopPropagation()
}

function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
