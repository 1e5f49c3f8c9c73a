import { Button } from "@mantine/core";
import { useQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { lazy, Suspense, type ReactNode } from "react";
import type { QueryValue } from "@/api/http";
import { rowsOf, type Page } from "@/api/page";
import { sessionQuery } from "@/api/session";
import { useNumberLocale } from "@/app/preferences";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { DataTable, type Column } from "./data_table";
import { EmptyState } from "./empty_state";
import type { BulkAction } from "./list/bulk";
import { ListBar } from "./list/list_bar";
import { useListSettings } from "./list/list_settings";
import { useSelection } from "./list/use_selection";
import { ProblemAlert } from "./problem_alert";
import classes from "./list/list.module.css";

// Not in the first load: it comes with the first row that is chosen.
const BulkBar = lazy(async () => ({ default: (await import("./list/bulk_bar")).BulkBar })) as <
  Row,
>(props: {
  queryKey: readonly unknown[] | undefined;
  rows: Row[];
  actions: BulkAction<Row>[];
  onClear: () => void;
}) => ReactNode;

interface Props<Row> {
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  /** What stands in the place of the table when there is nothing to list. */
  empty: ReactNode;
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  /** Rows found by other means that stand before the list's own. */
  first?: Row[];
  /** By which its settings are remembered and its export is called; without it there are no tools. */
  name?: string;
  /** Said when nothing matches: what these filters are particular about. */
  hint?: string;
  /** Controls that narrow the list. */
  filters?: ReactNode;
  /** Tools of this list alone, after those of all. */
  tools?: ReactNode;
  /** What the page keeps in its address, for saved views, and how to show another. */
  search?: Record<string, unknown> | undefined;
  onSearch?: ((search: Record<string, unknown>) => void) | undefined;
  /** Fields of the address that narrow nothing, such as a tab: they stay when filters are cleared. */
  kept?: string[];
  /** Fields that name a place of its own, such as a ledger: alone they do not make a list narrow. */
  scope?: string[];
  /** The key of the query, which says what an export asks for. */
  source?: { queryKey: readonly [string, "pages", string, Record<string, QueryValue>] };
  bulk?: BulkAction<Row>[];
}

const noActions: never[] = [];

/** The address without what narrows the list; undefined when nothing does. */
function cleared(
  search: Record<string, unknown> | undefined,
  kept: string[],
): Record<string, unknown> | undefined {
  const narrowing = Object.entries(search ?? {}).filter(
    ([name, value]) => value !== undefined && name !== "sort" && !kept.includes(name),
  );
  if (search === undefined || narrowing.length === 0) return undefined;
  const names = narrowing.map(([name]) => name);
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)));
}

/**
 * The list of every list page: filters, saved views, choice of columns, export, selection; skeletons,
 * problem, empty state, "load more". Pages say what is listed; how is decided here.
 */
export function PagedTable<Row>(props: Props<Row>) {
  const { label, query, columns, rowKey, empty, sort, onSort, first = [], name } = props;
  const { filters, search, onSearch, kept = [], scope = [], source, bulk = noActions } = props;
  const t = useT();
  const locale = useNumberLocale();
  const person = useQuery({ ...sessionQuery, enabled: false }).data?.user.id;
  const [settings, setSettings] = useListSettings(person, name);
  const taken = new Set(first.map(rowKey));
  const rows = [...first, ...rowsOf(query.data).filter((row) => !taken.has(rowKey(row)))];
  const { chosen, selection, clear } = useSelection(rows, rowKey);
  const without = cleared(search, kept);
  const onClear =
    without === undefined || onSearch === undefined ? undefined : () => onSearch(without);
  const movable = columns.filter((column) => !column.title && !column.hideHeader);
  const shown = columns.filter(({ id }) => !settings.hidden.includes(id));
  const narrowed = onClear !== undefined && cleared(search, [...kept, ...scope]) !== undefined;
  // What other filters gave says nothing of how many there are, or that there are none.
  const loading = query.isPending || query.isPlaceholderData;
  const nothing = !loading && rows.length === 0;
  const [, , path, asked] = source?.queryKey ?? [];
  return (
    <>
      {(filters !== undefined || name !== undefined) && (
        <ListBar
          label={label}
          filters={filters}
          more={props.tools}
          // An empty list says it in its own place.
          onClear={nothing && narrowed ? undefined : onClear}
          tools={
            name === undefined
              ? undefined
              : {
                  name,
                  settings,
                  onSettings: setSettings,
                  columns: movable,
                  search,
                  onSearch,
                  source:
                    path === undefined || asked === undefined
                      ? undefined
                      : { path, filters: asked },
                }
          }
        />
      )}
      {query.isError && rows.length === 0 ? (
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      ) : nothing ? (
        <div className="surface">
          {!narrowed ? (
            empty
          ) : (
            <EmptyState
              title={t("common.none_match")}
              detail={props.hint ?? t("common.none_match_detail")}
              action={
                <Button variant="default" onClick={onClear}>
                  {t("common.clear_filters")}
                </Button>
              }
            />
          )}
        </div>
      ) : (
        <DataTable
          label={label}
          columns={shown}
          rows={rows}
          rowKey={rowKey}
          loading={loading}
          sort={sort}
          {...(onSort === undefined ? {} : { onSort })}
          selection={bulk.length === 0 ? undefined : selection}
        />
      )}
      {!loading && rows.length > 0 && (
        <div className={classes["foot"]}>
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
        </div>
      )}
      {query.isFetchNextPageError && <ProblemAlert error={query.error} />}
      <Suspense>
        {chosen.length > 0 && (
          <BulkBar queryKey={source?.queryKey} rows={chosen} actions={bulk} onClear={clear} />
        )}
      </Suspense>
    </>
  );
}
