/** What a server may write into a widget: read from the published types, and from what Python's say. */
import { join } from 'node:path'
import ts from 'typescript'
import python from '../widgets/vocabulary.python.json'

/** The words that a property may hold, and the entries within it with theirs. */
export type Property = { values: string[]; keys: Record<string, string[]> }
export type Vocabulary = Map<string, Map<string, Property>>

const TYPES = join(import.meta.dirname, '../../../node_modules/@openai/chatkit/types/widgets.d.ts')
const ROOTS = ['WidgetRoot', 'WidgetComponent', 'ListViewItem']

/** Both vocabularies, each property with what either of them knows of it. */
export function vocabulary(): Vocabulary {
  const whole = published()
  for (const [component, properties] of Object.entries(python))
    for (const [name, property] of Object.entries(properties as Record<string, Partial<Property>>))
      add(whole, component, name, { values: property.values ?? [], keys: property.keys ?? {} })
  return whole
}

function add(to: Vocabulary, component: string, name: string, property: Property): void {
  const properties = to.get(component) ?? new Map<string, Property>()
  const known = properties.get(name) ?? { values: [], keys: {} }
  const both = (a: string[], b: string[]): string[] => [...new Set([...a, ...b])]
  const keys = { ...known.keys }
  for (const [key, words] of Object.entries(property.keys)) keys[key] = both(keys[key] ?? [], words)
  properties.set(name, { values: both(known.values, property.values), keys })
  to.set(component, properties)
}

/** What the published TypeScript types say. */
export function published(): Vocabulary {
  const program = ts.createProgram([TYPES], {
    strict: true,
    lib: ['lib.es5.d.ts'],
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(TYPES)
  if (source === undefined) throw new Error('The published types are not there.')
  const found: Vocabulary = new Map()
  for (const name of ROOTS) {
    const symbol = checker
      .getExportsOfModule(checker.getSymbolAtLocation(source)!)
      .find((one) => one.name === name)
    if (symbol === undefined) throw new Error(`The published types have no ${name} any more.`)
    const type = checker.getDeclaredTypeOfSymbol(symbol)
    for (const one of type.isUnion() ? type.types : [type]) read(checker, one, found)
  }
  return found
}

function read(checker: ts.TypeChecker, type: ts.Type, into: Vocabulary): void {
  const typeOf = (property: ts.Symbol): ts.Type => checker.getTypeOfSymbol(property)
  const properties = checker.getPropertiesOfType(type)
  const kind = properties.find(({ name }) => name === 'type')
  const component = kind === undefined ? null : typeOf(kind)
  if (component === null || !component.isStringLiteral())
    throw new Error('A component without a type.')
  for (const property of properties) {
    if (property.name === 'children') continue
    add(into, component.value, property.name, describe(checker, typeOf(property)))
  }
}

function describe(checker: ts.TypeChecker, type: ts.Type): Property {
  const parts = type.isUnion() ? type.types : [type]
  const keys: Property['keys'] = {}
  for (const part of parts) {
    const item = checker.isArrayType(part)
      ? checker.getTypeArguments(part as ts.TypeReference)[0]
      : part
    if (item === undefined || (item.flags & ts.TypeFlags.Object) === 0) continue
    for (const entry of checker.getPropertiesOfType(item))
      keys[entry.name] = words(checker.getTypeOfSymbol(entry))
  }
  return { values: words(type), keys }
}

function words(type: ts.Type): string[] {
  const parts = type.isUnion() ? type.types : [type]
  return parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []))
}
