/**
 * What the published types of `@openai/chatkit` name, as JSON: every way down to an option, the methods,
 * the events, and each widget with its properties. The gallery's completeness is tested against it.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const types = fileURLToPath(new URL('../../node_modules/@openai/chatkit/types', import.meta.url))
const index = join(types, 'index.d.ts')
const program = ts.createProgram([index], {
  strict: true,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
})
const checker = program.getTypeChecker()
const named = (file) =>
  Object.fromEntries(
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)))
      .map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
  )
const own = (symbol) =>
  symbol.declarations?.some((node) => node.getSourceFile().fileName.startsWith(types)) ?? false
const parts = (type) => (type.isUnion() ? type.types : [type])
const fields = (type) => type.getProperties().filter(own)

/** Every name below a type, as `a.b.c`; functions and texts have nothing below them. */
function ways(type, before = '', seen = []) {
  if (seen.includes(type) || type.getCallSignatures().length > 0) return []
  const element = checker.isArrayType(type) ? checker.getTypeArguments(type)[0] : undefined
  if (element !== undefined) return ways(element, before, [...seen, type])
  if (type.isUnion()) return type.types.flatMap((one) => ways(one, before, [...seen, type]))
  return fields(type).flatMap((symbol) => {
    const way = before === '' ? symbol.name : `${before}.${symbol.name}`
    const inside = checker.getNonNullableType(checker.getTypeOfSymbol(symbol))
    return [way, ...ways(inside, way, [...seen, type])]
  })
}

const main = named(index)
const widgets = named(join(types, 'widgets.d.ts'))
const nameOf = (type) => checker.getTypeOfSymbol(type.getProperty('type')).value
const components = [
  ...parts(widgets.WidgetRoot),
  ...parts(widgets.WidgetComponent),
  widgets.ListViewItem,
]

console.log(
  JSON.stringify({
    options: [...new Set(ways(main.ChatKitOptions))],
    methods: [...new Set(fields(main.OpenAIChatKit).map(({ name }) => name))],
    events: main.ChatKitEvents.getProperties().map(({ name }) => name),
    widgets: Object.fromEntries(
      components.map((type) => [nameOf(type), fields(type).map(({ name }) => name)]),
    ),
  }),
)
