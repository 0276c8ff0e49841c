/**
 * A table that becomes a list on narrow screens: below 720 px each row is a block. Roles are set explicitly, because
 * changing the display of a table removes them.
 */
import type { ReactNode } from "react"
import "./ui.css"

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** The column that names the row; one per table. */
  readonly isName?: boolean
  readonly isNumber?: boolean
}

export interface DataTableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

export const DataTable = <Row,>({ caption, columns, rowKey, rows }: DataTableProps<Row>) => (
  <table className="data-table card" role="table">
    <caption className="sr-only">{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ isNumber, key, title }) => (
          <th key={key} role="columnheader" scope="col" className={isNumber === true ? "number" : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((row) => (
        <tr key={rowKey(row)} role="row">
          {columns.map(({ cell, isName, isNumber, key }) =>
            isName === true ? (
              <th key={key} role="rowheader" scope="row" className={`cell-${key}`}>
                {cell(row)}
              </th>
            ) : (
              <td key={key} role="cell" className={`cell-${key}${isNumber === true ? " number" : ""}`}>
                {cell(row)}
              </td>
            )
          )}
        </tr>
      ))}
    </tbody>
  </table>
)

/** Placeholder for rows that are loading. */
export const TableSkeleton = ({ rows = 5 }: { readonly rows?: number }) => (
  <div className="table-skeleton card" role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} className="skeleton" />
    ))}
  </div>
)
