import { SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { operationsQuery, seriesQuery } from "@/api/observability";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { OperationsTable } from "./operations_table";
import { requestPanels, serverPanels } from "./panels";
import { SeriesPanels } from "./series_panels";

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
      <SeriesPanels
        panels={[...requestPanels, ...serverPanels]}
        series={series.data?.series ?? []}
      />
      {operations.isError ? (
        <ProblemAlert error={operations.error} />
      ) : (
        <OperationsTable rows={operations.data?.operations ?? []} loading={operations.isPending} />
      )}
    </Stack>
  );
}
