import { Button, Group } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNumberLocale } from "@/app/preferences";
import { rowsOf, type Page } from "@/api/page";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { DataTable, type Column } from "./data_table";
import { ProblemAlert } from "./problem_alert";

interface Props<Row> {
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  /** What stands in the place of the table when there is nothing to list. */
  empty: ReactNode;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  /** Rows found by other means that stand before the list's own. */
  first?: Row[];
}

/** A keyset-paged list: skeletons, problem, empty state, table, "load more". */
export function PagedTable<Row>(props: Props<Row>) {
  const { label, query, columns, rowKey, empty, sort, onSort, first = [] } = props;
  const t = useT();
  const locale = useNumberLocale();
  const taken = new Set(first.map(rowKey));
  const rows = [...first, ...rowsOf(query.data).filter((row) => !taken.has(rowKey(row)))];
  if (query.isError && rows.length === 0) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (!query.isPending && rows.length === 0) return <div className="surface">{empty}</div>;
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        loading={query.isPending}
        {...(sort === undefined ? {} : { sort })}
        {...(onSort === undefined ? {} : { onSort })}
      />
      {!query.isPending && (
        <Group justify="space-between" mt="xs">
          <span className="quiet" role="status">
            {t("common.rows_shown", { count: rows.length, text: formatCount(rows.length, locale) })}
          </span>
          {query.hasNextPage && (
            <Button
              variant="default"
              size="xs"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t("common.load_more")}
            </Button>
          )}
        </Group>
      )}
      {query.isFetchNextPageError && <ProblemAlert error={query.error} />}
    </>
  );
}
