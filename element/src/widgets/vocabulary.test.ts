// @vitest-environment jsdom
/** Every component, property and word of both vocabularies can be seen: a new one makes this fail. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadPart, partsThere } from '../testing/parts'
import { vocabulary, type Property } from '../testing/vocabulary'
import { settled, showWidget } from '../testing/widget'
import { components } from './render'

type Node = Record<string, unknown>

const text: Node = { type: 'Text', value: 'Inside' }
const options = [
  { value: 'a', label: 'Apple', description: 'A fruit' },
  { value: 'b', label: 'Beech', disabled: true },
]

/** The least of each component that shows something. */
const LEAST: Record<string, Node> = {
  Basic: { children: [text] },
  Card: { children: [text, { type: 'Input', name: 'inside' }] },
  ListView: {
    children: Array.from({ length: 9 }, () => ({ type: 'ListViewItem', children: [text] })),
  },
  ListViewItem: { children: [text] },
  Box: { children: [text] },
  Row: { children: [text] },
  Col: { children: [text] },
  Form: { children: [{ type: 'Button', submit: true, label: 'Send' }] },
  Spacer: {},
  Divider: {},
  Transition: { children: text },
  Text: { value: 'Words' },
  Title: { value: 'Words' },
  Caption: { value: 'Words' },
  Label: { value: 'Words', fieldName: 'inside' },
  Markdown: { value: 'Some **bold' },
  Badge: { label: 'New' },
  Icon: { name: 'cube' },
  Image: { src: 'https://example.org/a.png' },
  Button: { label: 'Go', iconStart: 'plus' },
  Table: {
    children: [{ type: 'Table.Row', children: [{ type: 'Table.Cell', children: [text] }] }],
  },
  'Table.Row': { children: [{ type: 'Table.Cell', children: [text] }] },
  'Table.Cell': { children: [text] },
  Input: { name: 'field' },
  Textarea: { name: 'field' },
  Select: { name: 'field', options },
  DatePicker: { name: 'field', defaultValue: '2026-11-20' },
  Checkbox: { name: 'field' },
  RadioGroup: {
    name: 'field',
    options: [
      { value: 'a', label: 'Apple' },
      { value: 'b', label: 'Beech' },
    ],
  },
  Chart: {
    data: [
      { m: 'Jan', a: 3, b: 1 },
      { m: 'Feb', a: 9, b: 5 },
      { m: 'Mar', a: 4, b: 8 },
      { m: 'Apr', a: 6, b: 2 },
    ],
    series: [
      { type: 'bar', dataKey: 'a' },
      { type: 'bar', dataKey: 'b' },
    ],
    xAxis: 'm',
  },
}

const action = { type: 'act' }
const both = { light: 'red-100', dark: 'blue-900' }
const sides = [{ top: 1 }, { right: 1 }, { bottom: 1 }, { left: 1 }, { x: 1 }, { y: 1 }]
const line = (side: string): Node => ({ [side]: { size: 2, color: 'strong' } })

/** Something to put into each property that is not one of some words; each is told from its absence. */
const SAMPLES: Record<string, unknown[]> = {
  align: [],
  ariaLabel: ['Trees'],
  aspectRatio: [2, '16/9'],
  asForm: [true],
  autoFocus: [true],
  autoResize: [true],
  autoSelect: [true],
  allowAutofillExtensions: [true],
  background: ['surface-tertiary', 'red-100', '#abc', both],
  barCategoryGap: [40],
  barGap: [20],
  block: [true],
  border: [
    1,
    { size: 3, style: 'dashed', color: 'strong' },
    ...['top', 'right', 'bottom', 'left', 'x', 'y'].map(line),
  ],
  cancel: [{ label: 'No', action }],
  clearable: [true],
  collapsed: [true],
  color: ['secondary', 'red-500', 'rgb(1, 2, 3)', both],
  colSize: [],
  colSpan: [2],
  confirm: [{ label: 'Yes', action }],
  data: [[{ m: 'Jan', a: 1 }]],
  defaultChecked: [true],
  defaultValue: ['a', '2026-11-25'],
  disabled: [true],
  editable: [
    { name: 'e' },
    { name: 'f' },
    { name: 'e', autoFocus: true },
    { name: 'e', autoSelect: true },
    { name: 'e', autoComplete: 'email' },
    { name: 'e', allowAutofillExtensions: true },
    { name: 'e', pattern: 'x' },
    { name: 'e', placeholder: 'Type' },
    { name: 'e', required: true },
  ],
  fieldName: ['other'],
  flex: [2, '1 1 auto'],
  flush: [true],
  frame: [true],
  gap: [3, '10px'],
  header: [true],
  height: [120],
  iconStart: [],
  italic: [true],
  label: ['Other'],
  limit: [2],
  lineThrough: [true],
  margin: [2, ...sides],
  max: ['2026-11-28'],
  maxHeight: [90],
  maxLines: [2],
  maxRows: [6],
  maxSize: [80],
  maxWidth: [70],
  min: ['2026-11-10'],
  minHeight: [20],
  minLines: [3],
  minSize: [10],
  minWidth: [30],
  name: ['other'],
  onChangeAction: [],
  onClickAction: [action],
  onSubmitAction: [],
  options: [[{ value: 'c', label: 'Cedar', description: 'A tree', disabled: true }]],
  padding: [2, ...sides],
  pattern: ['[a-z]+'],
  pill: [true],
  placeholder: ['Pick'],
  required: [true],
  rows: [7],
  rowSpan: [3],
  searchable: [true],
  series: [
    [{ type: 'line', dataKey: 'a', label: 'Line', color: 'red' }],
    [
      { type: 'area', dataKey: 'a', stack: 's' },
      { type: 'area', dataKey: 'b', stack: 's' },
    ],
  ],
  showLegend: [false],
  showTooltip: [false],
  showYAxis: [true],
  size: [50],
  spacing: [4],
  src: ['https://example.org/b.png'],
  alt: ['A tree'],
  status: [
    { text: 'Done' },
    { text: 'Done', icon: 'check' },
    { text: 'Done', favicon: 'https://example.org/f.ico' },
    { text: 'Done', favicon: 'https://example.org/f.ico', frame: true },
  ],
  streaming: [true],
  submit: [true],
  truncate: [true],
  uniform: [true],
  value: ['Other'],
  width: [200, '50%'],
  xAxis: [{ dataKey: 'm', hide: true }, { dataKey: 'm', labels: { Jan: 'January' } }, 'a'],
}

/** What changes nothing that can be seen at once: names for a server, and what its own tests show. */
const UNSEEN = new Set(['key', 'id', 'type', 'onChangeAction', 'onSubmitAction'])
/** Words that mean the same as another of their list. */
const SAME: Record<string, string[]> = {
  curveType: ['bump', 'monotone'],
}
/** Properties whose tests need another beginning. */
const WITH: Record<string, Node> = {
  'Input.autoSelect': { defaultValue: 'abc' },
  'Textarea.autoSelect': { defaultValue: 'abc' },
  'Select.clearable': { defaultValue: 'a' },
  'DatePicker.placeholder': { defaultValue: null },
  'DatePicker.name': { placeholder: null },
  'Select.name': { placeholder: null },
  'Textarea.maxRows': { autoResize: true },
}

/** Samples that fit one component only. */
const OWN: Record<string, unknown[]> = { 'RadioGroup.defaultValue': ['b'] }

/** Some stand only within others. */
function placed(node: Node): Node {
  if (node['type'] === 'Table.Cell') return placed({ type: 'Table.Row', children: [node] })
  return node['type'] === 'Table.Row' ? { type: 'Table', children: [node] } : node
}

const written: string[] = []

beforeAll(() => {
  const { setProperty } = CSSStyleDeclaration.prototype
  vi.spyOn(CSSStyleDeclaration.prototype, 'setProperty').mockImplementation(function (
    this: CSSStyleDeclaration,
    name: string,
    value: string | null,
  ) {
    written.push(`${name}: ${value}`)
    setProperty.call(this, name, value)
  })
  // Something to place a calendar beside: without layout every side would be the same.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(
    new DOMRect(400, 300, 100, 30),
  )
  for (const [name, value] of [
    ['offsetWidth', 150],
    ['offsetHeight', 90],
    ['scrollHeight', 90],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, value })
  for (const [name, value] of [
    ['clientWidth', 1024],
    ['clientHeight', 768],
  ] as const)
    Object.defineProperty(document.documentElement, name, { configurable: true, value })
})

afterAll(() => vi.restoreAllMocks())
/** Milliseconds; a machine may have other work. */
const PATIENCE = 30_000

vi.setConfig({ testTimeout: 2 * PATIENCE })
// Read in advance: a page's limit of time is for a network.
beforeAll(() => loadPart('chart'), PATIENCE)
beforeEach(() => document.body.replaceChildren())

/** Everything that can be told of a widget from outside. */
async function seen(type: string, more: Node): Promise<string> {
  document.body.replaceChildren()
  written.length = 0
  const { box } = showWidget(placed({ type, ...LEAST[type], ...more }))
  await settled()
  await partsThere()
  await settled()
  box.querySelector<HTMLElement>('[data-trigger]')?.click()
  await settled()
  if (type === 'Chart')
    await vi.waitUntil(() => box.querySelector('.w-marks') !== null, { timeout: PATIENCE })
  box.querySelector('.w-plot')?.dispatchEvent(new MouseEvent('pointermove', { clientX: 400 }))
  expect(box.querySelector('.w-unknown')).toBeNull()
  const fields = [...box.querySelectorAll('input, textarea')].map((field) => {
    const { value, checked, selectionStart, selectionEnd } = field as HTMLInputElement
    return [value, checked, selectionStart, selectionEnd]
  })
  const focused = document.activeElement?.outerHTML ?? ''
  const markup = box.innerHTML.replace(/<!--.*?-->/g, '')
  return JSON.stringify([markup, fields, focused, written])
}

function samplesOf(type: string, name: string, { values }: Property): unknown[] {
  return values.length > 0 ? [] : (OWN[`${type}.${name}`] ?? SAMPLES[name] ?? [])
}

const known = vocabulary()

describe.each([...known.keys()])('%s', (type) => {
  const properties = [...(known.get(type) ?? [])].filter(([name]) => !UNSEEN.has(name))

  it('is drawn', () => {
    expect(Object.keys(components)).toContain(type)
    expect(LEAST[type]).toBeDefined()
  })

  it.each(properties)('shows %s', async (name, property) => {
    const start = WITH[`${type}.${name}`] ?? {}
    const without = await seen(type, start)
    const samples = samplesOf(type, name, property)
    expect([...samples, ...property.values], `a sample for ${name}`).not.toEqual([])

    for (const sample of samples)
      expect(await seen(type, { ...start, [name]: sample }), JSON.stringify(sample)).not.toBe(
        without,
      )

    const drawn = new Map<string, string>()
    for (const word of property.values) {
      const now = await seen(type, { ...start, [name]: word })
      expect(drawn.get(now), `${name}: ${word} looks like another word`).toBeUndefined()
      drawn.set(now, word)
    }
  })

  // What an action says is tested with the actions.
  const nested = properties.filter(
    ([name, { keys }]) => Object.keys(keys).length > 0 && !name.endsWith('Action'),
  )
  it.each(nested)('has a sample of every entry of %s', (name, { keys }) => {
    const given = (SAMPLES[name] ?? []).flat().flatMap((one) => Object.keys(one as object))
    const wanted = Object.keys(keys).filter((key) => key !== 'curveType')
    expect(given).toEqual(expect.arrayContaining(wanted))
  })
})

describe('a curve of a chart', () => {
  const curves = known.get('Chart')?.get('series')?.keys['curveType'] ?? []

  it('is one of many', () => {
    expect(curves.length).toBeGreaterThan(10)
  })

  it('is drawn as its name says', async () => {
    const drawn = new Map<string, string>()
    for (const curveType of curves) {
      if (SAME['curveType']?.includes(curveType)) continue
      const now = await seen('Chart', { series: [{ type: 'line', dataKey: 'a', curveType }] })
      expect(drawn.get(now), `${curveType} looks like another curve`).toBeUndefined()
      drawn.set(now, curveType)
    }
  })
})
