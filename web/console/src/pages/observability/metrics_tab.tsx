import { SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { operationsQuery, seriesQuery, type Series } from "@/api/observability";
import { ProblemAlert } from "@/components/problem_alert";
import type { MessageId } from "@/messages/en";
import { useT, type Translate } from "@/messages/use_t";
import classes from "./observability.module.css";
import { OperationsTable } from "./operations_table";
import { SeriesChart } from "./series_chart";

interface Panel {
  title: MessageId;
  /** Series of one unit, drawn together; each has a word of its own where there are several. */
  lines: [name: string, label?: MessageId][];
}

const panels: Panel[] = [
  { title: "observability.requests", lines: [["requests"]] },
  {
    title: "observability.errors",
    lines: [
      ["errors", "observability.failed"],
      ["refusals", "observability.refused"],
    ],
  },
  {
    title: "observability.duration",
    lines: [
      ["duration_median", "observability.median"],
      ["duration_p95", "observability.p95"],
      ["duration_p99", "observability.p99"],
    ],
  },
  { title: "observability.database", lines: [["exchanges"]] },
  { title: "observability.database_duration", lines: [["exchange_p99"]] },
  {
    title: "observability.waiting",
    lines: [
      ["pool_waiting", "observability.for_session"],
      ["lane_waiting", "observability.for_lane"],
    ],
  },
  { title: "observability.lanes", lines: [["lane_rows"]] },
  { title: "observability.events", lines: [["events"]] },
  {
    title: "observability.lag",
    lines: [
      ["relay_lag", "observability.outbox"],
      ["consumer_lag", "observability.consumer"],
    ],
  },
  { title: "observability.loop_lag", lines: [["loop_lag"]] },
  { title: "observability.processor", lines: [["processor"]] },
  { title: "observability.memory", lines: [["memory"]] },
];

function pick(all: Series[], panel: Panel, t: Translate): Series[] {
  return panel.lines.flatMap(([name, label]) =>
    all
      .filter((series) => series.name === name)
      .map((series) => ({ ...series, title: t(label ?? panel.title) })),
  );
}

export function MetricsTab() {
  const t = useT();
  const [coarse, setCoarse] = useState(false);
  const series = useQuery(seriesQuery(coarse));
  const operations = useQuery(operationsQuery(5));
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("observability.range")}
        value={coarse ? "coarse" : "fine"}
        onChange={(value) => setCoarse(value === "coarse")}
        data={[
          { value: "fine", label: t("observability.hour") },
          { value: "coarse", label: t("observability.half_day") },
        ]}
        style={{ alignSelf: "start" }}
      />
      {series.isError && <ProblemAlert error={series.error} />}
      <div className={classes["panels"]}>
        {panels.map((panel) => (
          <SeriesChart
            key={panel.title}
            title={t(panel.title)}
            series={pick(series.data?.series ?? [], panel, t)}
          />
        ))}
      </div>
      {operations.isError ? (
        <ProblemAlert error={operations.error} />
      ) : (
        <OperationsTable rows={operations.data?.operations ?? []} loading={operations.isPending} />
      )}
    </Stack>
  );
}
