import type { ReactNode } from 'react'

export type Column<Row> = {
  name: string
  cell: (row: Row) => ReactNode
  /** Figures stand below one another, at the right. */
  figure?: boolean
}

type DataTableProps<Row> = {
  /** The id of the heading that names the table. */
  labelledBy: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  /** Said where there are no rows. */
  none: string
}

/** A table whose first column names each row; where it is too wide it scrolls, by keyboard too. */
export function DataTable<Row>({ labelledBy, columns, rows, keyOf, none }: DataTableProps<Row>) {
  if (rows.length === 0) return <p className="muted">{none}</p>
  return (
    <div className="table-box" role="group" aria-labelledby={labelledBy} tabIndex={0}>
      <table aria-labelledby={labelledBy}>
        <thead>
          <tr>
            {columns.map(({ name, figure }) => (
              <th key={name} scope="col" className={figure ? 'figure' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, cell, figure }, index) =>
                index === 0 ? (
                  <th key={name} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} className={figure ? 'figure' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
