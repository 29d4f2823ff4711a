import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { styles } from '../views/dom'
import { lookup } from '../lookup'
import { count, isOn, keysOf, nodesOf, type Draw, type Node } from './node'
import { length, sides, textAlign } from './style'

type Children = Parameters<Draw>[2]

const VERTICAL: Readonly<Record<string, string>> = {
  start: 'top',
  center: 'middle',
  end: 'bottom',
}
/** Widths that columns ask for; the rest of the table is shared. */
const COLUMNS: Readonly<Record<string, string>> = {
  xs: '3.5em',
  sm: '6em',
  md: '9em',
  lg: '14em',
  xl: '20em',
}
const MOST_SPAN = 100

const table: Draw = (node, _context, children) => {
  const rows = nodesOf(node['children'])
  const heads = rows.findIndex((row) => !isOn(row, 'header'))
  const top = heads < 0 ? rows.length : heads
  const keys = keysOf(rows)
  const part = (from: number, to: number): unknown =>
    repeat(
      rows.slice(from, to),
      (_row, at) => keys[from + at],
      (row, at) => tableRow(row, keys[from + at] ?? '', children),
    )
  return html`<div class="table w-table-box" part="table">
    <table class="w-table">
      ${top === 0 ? '' : html`<thead>${part(0, top)}</thead>`}
      <tbody>
        ${part(top, rows.length)}
      </tbody>
    </table>
  </div>`
}

function tableRow(row: Node, key: string, children: Children): TemplateResult {
  const cells = nodesOf(row['children'])
  const keys = keysOf(cells)
  const header = isOn(row, 'header')
  return html`<tr ?data-header=${header}>
    ${repeat(
      cells,
      (_cell, at) => keys[at],
      (cell, at) => tableCell(cell, header, `${key}/${keys[at]}`, children),
    )}
  </tr>`
}

function tableCell(cell: Node, header: boolean, key: string, children: Children): TemplateResult {
  const size = lookup(COLUMNS, String(cell['colSize'])) ?? null
  const look = styles({
    width: length(cell['width']) ?? size,
    'min-width': size,
    ...sides(cell['padding'], 'padding'),
    'text-align': textAlign(cell['align']),
    'vertical-align': lookup(VERTICAL, String(cell['vAlign'])) ?? null,
  })
  const inside = children(cell, key)
  const columns = count(cell['colSpan'], MOST_SPAN) ?? 1
  const rows = count(cell['rowSpan'], MOST_SPAN) ?? 1
  return header
    ? html`<th scope=${columns > 1 ? 'colgroup' : 'col'} colspan=${columns} rowspan=${rows} ${look}>${inside}</th>`
    : html`<td colspan=${columns} rowspan=${rows} ${look}>${inside}</td>`
}

export const tables: Record<string, Draw> = {
  Table: table,
  // Outside a table they are still shown.
  'Table.Row': (_node, _context, children) => html`<div class="w-row">${children()}</div>`,
  'Table.Cell': (_node, _context, children) => html`<div class="w-col">${children()}</div>`,
}
