import { SegmentedControl, Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ApiKey } from "@/api/api_keys";
import { get } from "@/api/http";
import type { Page } from "@/api/page";
import { useMay } from "@/app/permissions";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { PortalPage } from "../portal_page";
import { CallsPlot } from "./calls_plot";
import { callsQuery, spans, type OperationCalls, type TenantCalls } from "./calls_query";
import classes from "./calls.module.css";
import { everySlot, latencyText } from "./slots";

const route = getRouteApi("/console/portal/developers/calls");

function Figures({ data, operation }: { data: TenantCalls; operation: string | undefined }) {
  const t = useT();
  const slots = useMemo(() => everySlot(data.slots, data.from, data.to, data.slot_seconds), [data]);
  const total = data.slots.reduce((sum, slot) => sum + slot.calls, 0);
  const failed = data.slots.reduce((sum, slot) => sum + slot.failed, 0);
  const columns: Column<OperationCalls>[] = [
    {
      id: "operation",
      header: t("portal.name"),
      title: true,
      cell: (row) => (
        <Link
          to="/developers/calls"
          search={(now) => ({
            ...now,
            operation: operation === row.operation ? undefined : row.operation,
          })}
          className="link"
        >
          {row.operation}
        </Link>
      ),
    },
    { id: "calls", header: t("portal.calls_number"), align: "end", cell: (row) => row.calls },
    { id: "refused", header: t("portal.calls_refused"), align: "end", cell: (row) => row.refused },
    { id: "failed", header: t("portal.calls_failed"), align: "end", cell: (row) => row.failed },
    { id: "p50", header: "p50", align: "end", cell: (row) => latencyText(row.p50_us) },
    { id: "p99", header: "p99", align: "end", cell: (row) => latencyText(row.p99_us) },
  ];
  return (
    <>
      <section className={`surface ${classes["panel"]}`}>
        <h2>{t("portal.calls_over_time")}</h2>
        <CallsPlot
          slots={slots}
          shows="calls"
          summary={t("portal.calls_summary", { calls: total, failed })}
        />
      </section>
      <section className={`surface ${classes["panel"]}`}>
        <h2>{t("portal.latency")}</h2>
        <CallsPlot slots={slots} shows="latency" summary={t("portal.latency_summary")} />
      </section>
      <div className="surface">
        <DataTable
          label={t("portal.by_operation")}
          columns={columns}
          rows={data.operations}
          rowKey={(row) => row.operation}
        />
      </div>
    </>
  );
}

/** Who called, by the names of keys where this person may know them. */
function useCallerChoices(data: TenantCalls | undefined) {
  const t = useT();
  const may = useMay();
  const keys = useQuery({
    queryKey: ["api-keys", "names"],
    enabled: may("api_keys:read"),
    queryFn: ({ signal }) => get<Page<ApiKey>>("/api-keys", { limit: 1000 }, signal),
  }).data?.items;
  return (data?.callers ?? []).map(({ caller }) => ({
    value: caller === "" ? "none" : caller,
    label:
      caller === ""
        ? t("portal.caller_other")
        : (keys?.find(({ id }) => id === caller)?.name ?? caller),
  }));
}

/** One's own calls: how many, how they went, how long they took. */
export function CallsPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { hours = 6, operation, caller } = search;
  const query = useQuery(callsQuery({ hours, operation, caller }));
  const choices = useCallerChoices(useQuery(callsQuery({ hours })).data);
  return (
    <PortalPage title={t("portal.calls")} description={t("portal.calls_detail")}>
      <div className={classes["bar"]}>
        <SegmentedControl
          aria-label={t("portal.span")}
          value={String(hours)}
          onChange={(value) => {
            const next = spans.find((one) => String(one) === value);
            void navigate({ search: { ...search, hours: next } });
          }}
          data={spans.map((one) => ({
            value: String(one),
            label: t("portal.last_hours", { hours: one }),
          }))}
        />
        <Select
          aria-label={t("portal.caller")}
          placeholder={t("portal.caller_all")}
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          data={choices}
          value={caller ?? null}
          onChange={(value) => void navigate({ search: { ...search, caller: value ?? undefined } })}
        />
        {operation !== undefined && (
          <Link
            to="/developers/calls"
            search={{ ...search, operation: undefined }}
            className="link underlined"
          >
            {t("portal.all_operations")}
          </Link>
        )}
      </div>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={320} />}
      {query.data?.operations.length === 0 && (
        <div className="surface">
          <EmptyState title={t("portal.no_calls")} detail={t("portal.no_calls_detail")} />
        </div>
      )}
      {query.data !== undefined && query.data.operations.length > 0 && (
        <Figures data={query.data} operation={operation} />
      )}
    </PortalPage>
  );
}
