import { Badge, Button, Code, Group, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keptAs, tracesQuery, type KeptAs, type TraceSummary } from "@/api/observability";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useT, type Translate } from "@/messages/use_t";
import { formatSeconds } from "./figures";
import { TracePanel } from "./trace_panel";

function columns(t: Translate, locale: string, open: (id: string) => void): Column<TraceSummary>[] {
  return [
    {
      id: "operation",
      header: t("audit.operation"),
      title: true,
      cell: (trace) => (
        <Button variant="subtle" size="compact-sm" onClick={() => open(trace.id)}>
          {trace.operation}
        </Button>
      ),
    },
    { id: "at", header: t("statement.time"), cell: (trace) => <Moment at={trace.started_at} /> },
    {
      id: "status",
      header: t("observability.status"),
      cell: (trace) => (
        <Badge variant="default" color={trace.kept_as === "failed" ? "red" : "gray"} tt="none">
          {trace.status !== 0 && `${trace.status} · `}
          {t(`observability.kept_${trace.kept_as}`)}
        </Badge>
      ),
    },
    {
      id: "duration",
      header: t("observability.duration"),
      align: "end",
      cell: (trace) => <span className="figures">{formatSeconds(trace.duration, locale)}</span>,
    },
    {
      id: "tenant",
      header: t("observability.tenant"),
      align: "end",
      cell: (trace) => trace.tenant ?? <span className="visually-hidden">–</span>,
    },
    {
      id: "request",
      header: t("audit.request"),
      cell: (trace) =>
        trace.request_id === "" ? (
          <span className="quiet">{t("observability.later")}</span>
        ) : (
          <Code>{trace.request_id}</Code>
        ),
    },
  ];
}

/** The last traces, and the one that was opened as a waterfall. `trace` and `onOpen` keep it in the address. */
export function TracesTab(props: {
  trace: string | undefined;
  onOpen: (id: string | undefined) => void;
}) {
  const { trace, onOpen } = props;
  const t = useT();
  const locale = useNumberLocale();
  const [kept, setKept] = useState<KeptAs | "all">("all");
  const query = useQuery(tracesQuery(kept === "all" ? undefined : kept));
  if (trace !== undefined) return <TracePanel id={trace} onClose={() => onOpen(undefined)} />;
  const rows = query.data?.items ?? [];
  return (
    <Stack>
      <Group>
        <SegmentedControl
          aria-label={t("observability.kept")}
          value={kept}
          onChange={(value) => setKept(value as KeptAs | "all")}
          data={[
            { value: "all", label: t("observability.kept_all") },
            ...keptAs.map((value) => ({ value, label: t(`observability.kept_${value}`) })),
          ]}
        />
      </Group>
      {query.isError ? (
        <ProblemAlert error={query.error} />
      ) : !query.isPending && rows.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("observability.no_traces_title")}
            detail={t("observability.no_traces_detail")}
          />
        </div>
      ) : (
        <DataTable
          label={t("observability.traces")}
          columns={columns(t, locale, onOpen)}
          rows={rows}
          rowKey={(row) => `${row.id} ${row.operation} ${row.started_at}`}
          loading={query.isPending}
        />
      )}
    </Stack>
  );
}
