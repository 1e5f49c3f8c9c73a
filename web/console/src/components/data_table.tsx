import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { SortHeader } from "./sort_header";
import classes from "./data_table.module.css";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures and actions stand at the end of their cell. */
  align?: "end";
  /** The API's name of the field, where the list can be sorted by it. */
  sort?: string;
  /** On a phone each row becomes a card: this column is its title. */
  title?: boolean;
  /** Seen by screen readers only, for a column of buttons. */
  hideHeader?: boolean;
}

interface Props<Row> {
  /** Names the table for screen readers. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  loading?: boolean;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  footer?: ReactNode;
}

/**
 * A dense table; under 640 px every row is a card. The roles are spelled out because
 * `display: block` would otherwise take them away.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, loading, sort, onSort, footer } = props;
  return (
    <div className={classes["frame"]}>
      <table className={classes["table"]} role="table" aria-label={label} aria-busy={loading}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {loading && rows.length === 0
            ? Array.from({ length: 6 }, (_, index) => (
                <tr key={index} role="row">
                  {columns.map((column) => (
                    <td key={column.id} role="cell">
                      <Skeleton height={10} width={`${45 + ((index * 13) % 40)}%`} my={5} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={rowKey(row)} role="row">
                  {columns.map((column) => (
                    <td
                      key={column.id}
                      role="cell"
                      data-label={column.hideHeader ? "" : column.header}
                      data-end={column.align === "end" || undefined}
                      data-title={column.title || undefined}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
        {footer}
      </table>
    </div>
  );
}
