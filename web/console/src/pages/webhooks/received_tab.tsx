import { Button, Code } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rowsOf } from "@/api/page";
import { receivedPages, sourcesPages, type Received } from "@/api/webhook_sources";
import type { WebhooksSearch } from "@/app/operations_search";
import { EmptyState } from "@/components/empty_state";
import { FilterSelect } from "@/components/list/filter_select";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT } from "@/messages/use_t";
import { ReceivedDialog } from "./received_dialog";

interface Props {
  search: WebhooksSearch;
  onSearch: (search: WebhooksSearch) => void;
}

/** What sources told, the newest first. */
export function ReceivedTab({ search, onSearch }: Props) {
  const t = useT();
  const sources = rowsOf(useInfiniteQuery(sourcesPages()).data);
  const pages = receivedPages(search.source, search.sort);
  const query = useInfiniteQuery({ ...pages, refetchInterval: 5_000 });
  const [open, setOpen] = useState<Received>();
  const names = new Map(sources.map((source) => [source.id, source.name]));
  return (
    <>
      <PagedTable
        label={t("hooks.tab_received")}
        query={query}
        rowKey={(received) => received.id}
        name="webhooks-received"
        source={pages}
        search={{ ...search }}
        onSearch={onSearch}
        kept={["tab"]}
        sort={search.sort ?? "-id"}
        onSort={(sort) => onSearch({ ...search, sort })}
        filters={
          <FilterSelect
            label={t("sources.source")}
            any={t("sources.all")}
            options={sources.map(({ id, name }) => ({ value: id, label: name }))}
            value={search.source}
            onChange={(source) => onSearch({ ...search, source })}
          />
        }
        empty={
          <EmptyState
            title={t("sources.none_received_title")}
            detail={t("sources.none_received_detail")}
          />
        }
        columns={[
          {
            id: "at",
            header: t("statement.time"),
            sort: "id",
            title: true,
            cell: (received) => <Moment at={received.received_at} />,
          },
          {
            id: "source",
            header: t("sources.source"),
            cell: (received) => names.get(received.source_id) ?? received.source_id,
          },
          {
            id: "provider_id",
            header: t("sources.provider_id"),
            cell: (received) => <Code>{received.provider_id}</Code>,
          },
          {
            id: "type",
            header: t("sources.content_type"),
            cell: (received) => received.content_type,
          },
          {
            id: "details",
            header: t("common.actions"),
            hideHeader: true,
            align: "end",
            cell: (received) => (
              <Button variant="subtle" size="compact-xs" onClick={() => setOpen(received)}>
                {t("hooks.details")}
              </Button>
            ),
          },
        ]}
      />
      {open !== undefined && (
        <ReceivedDialog
          received={open}
          source={names.get(open.source_id)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
