/** First letters of the library's names, each a lazy part `icons-<letter>`. */
export const LETTERS: readonly string[]

type IconNode = readonly (readonly [
  string,
  Readonly<Record<string, string | number | undefined>>,
])[]

/** The library's drawings by name, as it writes the names itself: `AArrowDown`. */
export function shapesOf(letter: string): Record<string, IconNode>
