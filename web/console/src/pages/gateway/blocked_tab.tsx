import { Button, Code, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconRefresh } from "@tabler/icons-react";
import { blockedQuery, type BlockedRequest } from "@/api/gateway";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** Requests that a rule refused lately, with the rule. */
export function BlockedTab() {
  const t = useT();
  const query = useQuery(blockedQuery);
  const columns: Column<BlockedRequest>[] = [
    { id: "at", header: t("gateway.at"), title: true, cell: (one) => <Moment at={one.at} /> },
    {
      id: "request",
      header: t("gateway.request"),
      cell: (one) => <Code>{`${one.method} ${one.path}`}</Code>,
    },
    {
      id: "address",
      header: t("gateway.address"),
      cell: (one) => `${one.address} · ${one.country}`,
    },
    { id: "step", header: t("gateway.step"), cell: (one) => one.step },
    { id: "rule", header: t("gateway.rule"), cell: (one) => <Code>{one.rule}</Code> },
    {
      id: "outcome",
      header: t("gateway.outcome"),
      cell: (one) => t(`gateway.outcome_${one.outcome}`),
    },
  ];
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  const leftOut = query.data?.left_out ?? 0;
  return (
    <>
      <Group mb="md" justify="space-between">
        <Text size="sm" className="quiet">
          {leftOut > 0 ? t("gateway.left_out", { count: leftOut }) : t("gateway.blocked_detail")}
        </Text>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          {t("gateway.refresh")}
        </Button>
      </Group>
      {query.data?.items.length === 0 ? (
        <div className="surface">
          <EmptyState title={t("gateway.none_blocked")} />
        </div>
      ) : (
        <DataTable
          label={t("gateway.tab_blocked")}
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(one) => `${one.request_id} ${one.step} ${one.outcome}`}
          loading={query.isPending}
        />
      )}
    </>
  );
}
