/** Lengths of time, as a language writes them. */

const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** Returns seconds in at most two units: 75 becomes "1 min 15 sec". */
export function duration(seconds: number, locale: string): string {
  let left = Math.max(0, Math.round(seconds))
  const parts: string[] = []
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count === 0 && (unit !== 'second' || parts.length > 0)) continue
    if (parts.length < 2)
      parts.push(
        new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
      )
  }
  return parts.join(' ')
}
