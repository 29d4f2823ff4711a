import { icons } from 'lucide'

/** One part for each first letter: who asks for three icons does not fetch two thousand. */
export const LETTERS = [...new Set(Object.keys(icons).map((name) => name[0].toLowerCase()))].sort()

/** The library's drawings whose names begin with a letter; other names of the same drawing included. */
export function shapesOf(letter) {
  return Object.fromEntries(
    Object.entries(icons).filter(([name]) => name[0].toLowerCase() === letter),
  )
}

const PREFIX = 'icons-of:'

export const iconEntries = () => LETTERS.map((letter) => [`icons-${letter}`, PREFIX + letter])

/** Makes the modules that `iconEntries` names. */
export const iconModules = {
  name: 'icons',
  setup(build) {
    build.onResolve({ filter: /^icons-of:\w$/ }, ({ path }) => ({ path, namespace: 'icons' }))
    build.onLoad({ filter: /.*/, namespace: 'icons' }, ({ path }) => ({
      contents: `export default ${JSON.stringify(shapesOf(path.slice(PREFIX.length)))}`,
      loader: 'js',
    }))
  },
}
