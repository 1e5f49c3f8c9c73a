import { Button, Code, Group, Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rowsOf } from "@/api/page";
import { receivedPages, sourcesPages, type Received } from "@/api/webhook_sources";
import type { WebhooksSearch } from "@/app/search_params";
import { EmptyState } from "@/components/empty_state";
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
  const query = useInfiniteQuery({ ...receivedPages(search.source), refetchInterval: 5_000 });
  const [open, setOpen] = useState<Received>();
  const names = new Map(sources.map((source) => [source.id, source.name]));
  return (
    <>
      <Group mb="md">
        <Select
          aria-label={t("sources.source")}
          placeholder={t("sources.all")}
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          searchable
          data={sources.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.source ?? null}
          onChange={(value) => onSearch({ ...search, source: value ?? undefined })}
        />
      </Group>
      <PagedTable
        label={t("hooks.tab_received")}
        query={query}
        rowKey={(received) => received.id}
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
