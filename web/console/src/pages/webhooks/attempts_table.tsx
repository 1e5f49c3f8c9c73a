import { Button, Group, Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { IconRefresh } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { attemptOutcomes, type AttemptOutcome } from "@/api/webhook_states";
import { attemptsPages, type Attempt, type AttemptFilters } from "@/api/webhooks";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT } from "@/messages/use_t";
import { AttemptDialog } from "./attempt_dialog";
import { AttemptResult } from "./attempt_outcome";

interface Props {
  filters: AttemptFilters;
  onOutcome: (outcome: AttemptOutcome | undefined) => void;
  /** Addresses by endpoint. */
  urls: Map<string, string>;
  /** A further filter beside ours. */
  children?: ReactNode;
  /** Whether the column of endpoints says something here. */
  showEndpoint?: boolean;
}

/** What was tried, the newest first. Reading it is audited, so it asks again only when told to. */
export function AttemptsTable({ filters, onOutcome, urls, children, showEndpoint }: Props) {
  const t = useT();
  const query = useInfiniteQuery({ ...attemptsPages(filters), refetchOnWindowFocus: false });
  const [open, setOpen] = useState<Attempt>();
  const columns: Column<Attempt>[] = [
    {
      id: "at",
      header: t("statement.time"),
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
      <Group mb="md" gap="sm">
        {children}
        <Select
          aria-label={t("hooks.outcome")}
          placeholder={t("hooks.all_outcomes")}
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          data={attemptOutcomes.map((value) => ({ value, label: t(`hooks.outcome_${value}`) }))}
          value={filters.outcome ?? null}
          onChange={(value) => onOutcome(attemptOutcomes.find((one) => one === value))}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} />}
          loading={query.isRefetching}
          onClick={() => void query.refetch()}
        >
          {t("hooks.refresh")}
        </Button>
      </Group>
      <PagedTable
        label={t("hooks.attempts")}
        query={query}
        rowKey={(attempt) => attempt.id}
        columns={columns.filter((column) => showEndpoint === true || column.id !== "endpoint")}
        empty={
          <EmptyState
            title={t("hooks.no_attempts_title")}
            detail={t(
              filters.outcome === undefined
                ? "hooks.no_attempts_detail"
                : "hooks.no_attempts_of_outcome",
            )}
          />
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
