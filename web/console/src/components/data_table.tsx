import { Checkbox, Skeleton } from "@mantine/core";
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

/** Which rows are chosen; the words name the boxes. */
export interface Selection {
  keys: ReadonlySet<string>;
  onToggle: (key: string) => void;
  onAll: () => void;
  all: string;
  one: string;
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
  selection?: Selection | undefined;
  footer?: ReactNode;
}

const skeletonRows = 6;

function SkeletonRow({ columns, index }: { columns: { id: string }[]; index: number }) {
  return (
    <tr role="row">
      {columns.map((column, place) => (
        <td key={column.id} role="cell">
          <Skeleton height={9} width={`${40 + (((index + place) * 17) % 45)}%`} my={5} />
        </td>
      ))}
    </tr>
  );
}

/**
 * A dense table; under 640 px every row is a card. The roles are spelled out because
 * `display: block` would otherwise take them away.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, loading, sort, onSort, selection, footer } = props;
  const chosen = rows.filter((row) => selection?.keys.has(rowKey(row))).length;
  return (
    <div className={classes["frame"]}>
      <table className={classes["table"]} role="table" aria-label={label} aria-busy={loading}>
        <thead role="rowgroup">
          <tr role="row">
            {selection !== undefined && (
              <th role="columnheader" scope="col" className={classes["choice"]}>
                <Checkbox
                  size="xs"
                  aria-label={selection.all}
                  checked={chosen > 0 && chosen === rows.length}
                  indeterminate={chosen > 0 && chosen < rows.length}
                  onChange={selection.onAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {loading && rows.length === 0
            ? Array.from({ length: skeletonRows }, (_, index) => (
                <SkeletonRow
                  key={index}
                  index={index}
                  columns={selection === undefined ? columns : [{ id: " " }, ...columns]}
                />
              ))
            : rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  role="row"
                  data-chosen={selection?.keys.has(rowKey(row)) || undefined}
                >
                  {selection !== undefined && (
                    <td role="cell" className={classes["choice"]} data-label={selection.one}>
                      <Checkbox
                        size="xs"
                        aria-label={`${selection.one} ${rowKey(row)}`}
                        checked={selection.keys.has(rowKey(row))}
                        onChange={() => selection.onToggle(rowKey(row))}
                      />
                    </td>
                  )}
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
