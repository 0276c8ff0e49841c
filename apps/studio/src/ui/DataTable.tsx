/**
 * A table that reads as a list where there is no room: below 720 px each row becomes a block. Roles are written out,
 * because changing how a table is displayed takes them away.
 */
import type { ReactNode } from "react"
import "./ui.css"

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** The column that names the row; one a table. */
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

/** Rows that are still on their way. */
export const TableSkeleton = ({ rows = 5 }: { readonly rows?: number }) => (
  <div className="table-skeleton card" role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} className="skeleton" />
    ))}
  </div>
)
