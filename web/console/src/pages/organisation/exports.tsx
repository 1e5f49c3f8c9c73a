import { Button, Group, Progress, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  archiveAddress,
  exportsQuery,
  isAtWork,
  startExport,
  type TenantExport,
} from "@/api/organisation";
import type { Tenant } from "@/api/session";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { tellFailure } from "@/components/failure_notice";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { sizeText } from "./size_text";

const colors: Record<TenantExport["status"], string> = {
  waiting: "gray",
  running: "blue",
  ready: "green",
  failed: "red",
  expired: "gray",
};

function ExportState({ made }: { made: TenantExport }) {
  const t = useT();
  if (!isAtWork(made)) {
    return (
      <StateBadge color={colors[made.status]}>
        {t("organisation.export_state", { status: made.status })}
      </StateBadge>
    );
  }
  const percent = made.tables_total === 0 ? 0 : (100 * made.tables_done) / made.tables_total;
  return (
    <Group gap="xs" wrap="nowrap">
      <Progress value={percent} w={120} aria-label={t("organisation.export_progress")} />
      <span>{t("organisation.export_state", { status: made.status })}</span>
    </Group>
  );
}

/** All that the tenant has, as archives to download. */
export function Exports({ tenant }: { tenant: Tenant }) {
  const t = useT();
  const client = useQueryClient();
  const query = useQuery(exportsQuery);
  const start = useMutation({
    mutationFn: startExport,
    onSettled: () => client.invalidateQueries({ queryKey: exportsQuery.queryKey }),
    onError: (error) => tellFailure(error, t),
  });
  const columns: Column<TenantExport>[] = [
    {
      id: "requested",
      header: t("organisation.export_requested"),
      title: true,
      cell: (made) => <Moment at={made.requested_at} />,
    },
    {
      id: "state",
      header: t("organisation.status"),
      cell: (made) => <ExportState made={made} />,
    },
    {
      id: "rows",
      header: t("organisation.export_progress"),
      cell: (made) => t("organisation.export_rows", { count: made.rows }),
    },
    {
      id: "size",
      header: t("organisation.export_size"),
      align: "end",
      cell: (made) => <span className="figures">{sizeText(made.bytes)}</span>,
    },
    {
      id: "until",
      header: t("organisation.export_until"),
      cell: (made) => <Moment at={made.expires_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (made) =>
        made.status === "ready" && (
          <Button
            component="a"
            href={archiveAddress(made.id)}
            download={`${tenant.slug}.tar.gz`}
            variant="subtle"
            size="compact-xs"
          >
            {t("organisation.export_download")}
          </Button>
        ),
    },
  ];
  const busy = query.data?.some(isAtWork) ?? false;
  return (
    <section aria-labelledby="tenant-exports">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h4" id="tenant-exports">
            {t("organisation.export")}
          </Title>
          <Text size="sm" className="quiet">
            {t("organisation.export_detail")}
          </Text>
        </div>
        <Button
          variant="default"
          disabled={busy}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t("organisation.export_start")}
        </Button>
      </Group>
      {query.isError ? (
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      ) : query.data?.length === 0 ? (
        <div className="surface">
          <EmptyState title={t("organisation.export_none")} />
        </div>
      ) : (
        <DataTable
          label={t("organisation.export_of", { name: tenant.name })}
          columns={columns}
          rows={query.data ?? []}
          rowKey={(made) => made.id}
          loading={query.isPending}
        />
      )}
    </section>
  );
}
