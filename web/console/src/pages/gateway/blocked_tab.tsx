import { Button, Code, Group, Text } from "@mantine/core";
import { useInfiniteQuery, type InfiniteData } from "@tanstack/react-query";
import { IconDownload, IconRefresh } from "@tabler/icons-react";
import {
  blockedPages,
  type BlockedRequest,
  type BlockedRequests,
  type GatewayScope,
} from "@/api/gateway";
import { rowsOf } from "@/api/page";
import type { BlockedSearch } from "@/app/operations_search";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { download } from "@/format/csv";
import { rowsToCsv } from "@/format/csv_rows";
import { useT, type Translate } from "@/messages/use_t";
import { BlockedFilters } from "./blocked_filters";
import { matches } from "./blocked_matches";

/** What was asked for, as far as it was known. */
function requestOf(one: BlockedRequest): string {
  return one.path === "" ? one.operation || "–" : `${one.method} ${one.path}`;
}

function columns(t: Translate): Column<BlockedRequest>[] {
  return [
    { id: "at", header: t("gateway.at"), title: true, cell: (one) => <Moment at={one.at} /> },
    {
      id: "request",
      header: t("gateway.request"),
      cell: (one) => <Code>{requestOf(one)}</Code>,
    },
    {
      id: "address",
      header: t("gateway.address"),
      cell: (one) => <Code>{`${one.address} · ${one.country}`}</Code>,
    },
    {
      id: "step",
      header: t("gateway.step"),
      cell: (one) => t("gateway.step_name", { step: one.step }),
    },
    { id: "rule", header: t("gateway.rule"), cell: (one) => <Code>{one.rule}</Code> },
    {
      id: "outcome",
      header: t("gateway.outcome"),
      cell: (one) => t(`gateway.outcome_${one.outcome}`),
    },
  ];
}

function narrowed(
  data: InfiniteData<BlockedRequests>,
  search: BlockedSearch,
): InfiniteData<BlockedRequests> {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => matches(one, search)),
  }));
  return { ...data, pages };
}

interface Props {
  scope: GatewayScope;
  search: BlockedSearch & { tab?: string | undefined };
  onSearch: (search: BlockedSearch) => void;
}

/** Requests that a rule or a limit refused lately, with what it was. */
export function BlockedTab({ scope, search, onSearch }: Props) {
  const t = useT();
  const query = useInfiniteQuery({
    ...blockedPages(scope),
    select: (data) => narrowed(data, search),
  });
  const rows = rowsOf(query.data);
  const leftOut = query.data?.pages[0]?.left_out ?? 0;
  return (
    <>
      <Group mb="md" justify="space-between">
        <Text size="sm" className="quiet">
          {leftOut > 0 ? t("gateway.left_out", { count: leftOut }) : t("gateway.blocked_detail")}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            disabled={rows.length === 0}
            onClick={() =>
              download(
                "blocked-requests.csv",
                "text/csv;charset=utf-8",
                rowsToCsv(rows.map((row) => ({ ...row }))),
              )
            }
          >
            {t("common.export_csv")}
          </Button>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={query.isFetching}
            onClick={() => void query.refetch()}
          >
            {t("gateway.refresh")}
          </Button>
        </Group>
      </Group>
      <PagedTable
        label={t("gateway.tab_blocked")}
        query={query}
        columns={columns(t)}
        rowKey={(one) => `${one.request_id} ${one.step} ${one.outcome}`}
        name={`${scope}-blocked-requests`}
        search={{ ...search }}
        onSearch={onSearch}
        kept={["tab"]}
        filters={
          <BlockedFilters search={search} onSearch={(to) => onSearch({ ...search, ...to })} />
        }
        empty={
          <EmptyState title={t("gateway.none_blocked")} detail={t("gateway.none_blocked_detail")} />
        }
      />
    </>
  );
}
