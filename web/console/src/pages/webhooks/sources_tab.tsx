import { Button, Code, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { deleteSource, sourcesPages, type Source } from "@/api/webhook_sources";
import { useMay } from "@/app/permissions";
import { CopyButton } from "@/components/copy_button";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { RotateSource } from "./rotate_source";
import { addressOf } from "./source_fields";
import classes from "./webhooks.module.css";

interface Props {
  create: ReactNode;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** Who may tell this tenant something. */
export function SourcesTab({ create, sort, onSort }: Props) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const pages = sourcesPages(sort);
  const query = useInfiniteQuery(pages);
  const [rotating, setRotating] = useState<Source>();
  const [deleting, setDeleting] = useState<Source>();
  const writable = may("webhooks:write");
  const columns: Column<Source>[] = [
    {
      id: "name",
      header: t("sources.name"),
      title: true,
      cell: (source) => (
        <Link to="/webhooks" search={{ tab: "received", source: source.id }} className="link">
          {source.name}
        </Link>
      ),
    },
    {
      id: "style",
      header: t("sources.style"),
      cell: (source) => t(`source_style.${source.style}`),
    },
    {
      id: "address",
      header: t("sources.address"),
      cell: (source) => (
        <Group gap={4} wrap="nowrap">
          <Code className={classes["url"]}>{source.path}</Code>
          <CopyButton text={addressOf(window.location.origin, source.path)} />
        </Group>
      ),
    },
    {
      id: "previous",
      header: t("sources.old_secret_until"),
      cell: (source) => <Moment at={source.previous_until} />,
    },
    {
      id: "created",
      header: t("common.created"),
      sort: "created_at",
      cell: (source) => <Moment at={source.created_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (source) =>
        writable && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button variant="subtle" size="compact-xs" onClick={() => setRotating(source)}>
              {t("sources.rotate")}
              <span className="visually-hidden"> {source.name}</span>
            </Button>
            <Button
              variant="subtle"
              color="red"
              size="compact-xs"
              onClick={() => setDeleting(source)}
            >
              {t("hooks.delete")}
              <span className="visually-hidden"> {source.name}</span>
            </Button>
          </Group>
        ),
    },
  ];
  return (
    <>
      <PagedTable
        label={t("hooks.tab_sources")}
        query={query}
        columns={columns}
        rowKey={(source) => source.id}
        name="webhook-sources"
        source={pages}
        sort={sort ?? "-created_at"}
        onSort={onSort}
        empty={
          <EmptyState
            title={t("sources.empty_title")}
            detail={t("sources.empty_detail")}
            action={create}
          />
        }
      />
      {rotating !== undefined && (
        <RotateSource source={rotating} onClose={() => setRotating(undefined)} />
      )}
      {deleting !== undefined && (
        <TypedConfirm
          title={t("sources.delete_title")}
          phrase={deleting.name}
          action={t("hooks.delete")}
          onClose={() => setDeleting(undefined)}
          onConfirm={async () => {
            await deleteSource(deleting.id);
            await client.invalidateQueries({ queryKey: ["webhook-sources"] });
            notifications.show({ message: t("sources.deleted", { name: deleting.name }) });
          }}
        >
          <Text size="sm">{t("sources.delete_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}
