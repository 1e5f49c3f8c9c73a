import type { Column } from "./data_table";
import classes from "./data_table.module.css";

interface Props<Row> {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

/** A column's head; a button that turns the order where the list can be sorted by it. */
export function SortHeader<Row>({ column, sort, onSort }: Props<Row>) {
  const field = column.sort;
  const ascending = sort === field;
  const descending = sort === `-${field}`;
  const sortable = field !== undefined && onSort !== undefined;
  return (
    <th
      role="columnheader"
      scope="col"
      data-end={column.align === "end" || undefined}
      aria-sort={
        sortable ? (ascending ? "ascending" : descending ? "descending" : "none") : undefined
      }
    >
      {sortable ? (
        <button
          type="button"
          className={classes["sort"]}
          onClick={() => onSort(ascending ? `-${field}` : field)}
        >
          {column.header}
          <span aria-hidden="true">{ascending ? " ↑" : descending ? " ↓" : " ↕"}</span>
        </button>
      ) : (
        <span className={column.hideHeader ? "visually-hidden" : undefined}>{column.header}</span>
      )}
    </th>
  );
}
