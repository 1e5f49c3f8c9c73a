import { Code, Text } from "@mantine/core";
import { useState } from "react";
import type { OperationFigures } from "@/api/observability";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { useT, type Translate } from "@/messages/use_t";
import { formatNumber, formatSeconds, formatShare } from "./figures";

type Key = "operation" | "rate" | "failed" | "refused" | "median" | "p95" | "p99";

function sorted(rows: OperationFigures[], sort: string): OperationFigures[] {
  const key = sort.replace("-", "") as Key;
  const order = sort.startsWith("-") ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[key], b[key]];
    return (
      order *
      (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y)))
    );
  });
}

function columns(t: Translate, locale: string): Column<OperationFigures>[] {
  const time = (id: "median" | "p95" | "p99", header: string): Column<OperationFigures> => ({
    id,
    header,
    align: "end",
    sort: id,
    cell: (row) => <span className="figures">{formatSeconds(row[id], locale)}</span>,
  });
  const share = (id: "failed" | "refused", header: string): Column<OperationFigures> => ({
    id,
    header,
    align: "end",
    sort: id,
    cell: (row) => (
      <Text
        span
        inherit
        className="figures"
        fw={id === "failed" && row.failed > 0 ? 700 : undefined}
      >
        {formatShare(row[id], row.requests, locale)}
      </Text>
    ),
  });
  return [
    {
      id: "operation",
      header: t("audit.operation"),
      title: true,
      sort: "operation",
      cell: (row) => <Code>{row.operation}</Code>,
    },
    {
      id: "rate",
      header: t("observability.rate"),
      align: "end",
      sort: "rate",
      cell: (row) => <span className="figures">{formatNumber(row.rate, locale)}/s</span>,
    },
    share("failed", t("observability.failed")),
    share("refused", t("observability.refused")),
    time("median", t("observability.median")),
    time("p95", t("observability.p95")),
    time("p99", t("observability.p99")),
  ];
}

/** Rate, errors, duration: the operations of the last five minutes. */
export function OperationsTable({ rows, loading }: { rows: OperationFigures[]; loading: boolean }) {
  const t = useT();
  const locale = useNumberLocale();
  const [sort, setSort] = useState("-rate");
  if (!loading && rows.length === 0) {
    return (
      <div className="surface">
        <EmptyState
          title={t("observability.quiet_title")}
          detail={t("observability.quiet_detail")}
        />
      </div>
    );
  }
  return (
    <DataTable
      label={t("observability.operations")}
      columns={columns(t, locale)}
      rows={sorted(rows, sort)}
      rowKey={(row) => row.operation}
      loading={loading}
      sort={sort}
      onSort={setSort}
    />
  );
}
