import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { IconRefresh } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { attemptOutcomes } from "@/api/webhook_states";
import { attemptsPages, type Attempt, type AttemptFilters } from "@/api/webhooks";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { FilterSelect } from "@/components/list/filter_select";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT } from "@/messages/use_t";
import { AttemptDialog } from "./attempt_dialog";
import { AttemptResult } from "./attempt_outcome";

interface Props {
  filters: AttemptFilters;
  /** What the page keeps in its address; `outcome` and `sort` are ours. */
  search: Record<string, unknown>;
  onSearch: (search: Record<string, unknown>) => void;
  /** Addresses by endpoint. */
  urls: Map<string, string>;
  /** A further filter beside ours. */
  children?: ReactNode;
  /** Whether the column of endpoints says something here. */
  showEndpoint?: boolean;
}

/** What was tried, the newest first. Reading it is audited, so it asks again only when told to. */
export function AttemptsTable({ filters, search, onSearch, urls, children, showEndpoint }: Props) {
  const t = useT();
  const pages = attemptsPages(filters);
  const query = useInfiniteQuery({ ...pages, refetchOnWindowFocus: false });
  const [open, setOpen] = useState<Attempt>();
  const columns: Column<Attempt>[] = [
    {
      id: "at",
      header: t("statement.time"),
      sort: "id",
      title: true,
      cell: (attempt) => <Moment at={attempt.at} />,
    },
    {
      id: "endpoint",
      header: t("hooks.endpoint"),
      cell: (attempt) => urls.get(attempt.endpoint_id) ?? attempt.endpoint_id,
    },
    {
      id: "outcome",
      header: t("hooks.outcome"),
      cell: (attempt) => <AttemptResult attempt={attempt} />,
    },
    { id: "number", header: t("hooks.try"), align: "end", cell: (attempt) => attempt.number },
    { id: "next", header: t("hooks.next"), cell: (attempt) => <Moment at={attempt.next_at} /> },
    {
      id: "details",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (attempt) => (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(attempt)}>
          {t("hooks.details")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PagedTable
        label={t("hooks.attempts")}
        query={query}
        rowKey={(attempt) => attempt.id}
        columns={columns.filter((column) => showEndpoint === true || column.id !== "endpoint")}
        name="webhook-attempts"
        source={pages}
        search={search}
        onSearch={onSearch}
        kept={["tab"]}
        sort={filters.sort ?? "-id"}
        onSort={(sort) => onSearch({ ...search, sort })}
        filters={
          <>
            {children}
            <FilterSelect
              label={t("hooks.outcome")}
              any={t("hooks.all_outcomes")}
              options={attemptOutcomes.map((value) => ({
                value,
                label: t(`hooks.outcome_${value}`),
              }))}
              value={filters.outcome}
              onChange={(outcome) => onSearch({ ...search, outcome })}
            />
            <Button
              variant="default"
              leftSection={<IconRefresh size={15} />}
              loading={query.isRefetching}
              onClick={() => void query.refetch()}
            >
              {t("hooks.refresh")}
            </Button>
          </>
        }
        empty={
          <EmptyState title={t("hooks.no_attempts_title")} detail={t("hooks.no_attempts_detail")} />
        }
      />
      {open !== undefined && (
        <AttemptDialog
          attempt={open}
          url={urls.get(open.endpoint_id)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
