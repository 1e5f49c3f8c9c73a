import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { limitsReadingsQuery } from "@/api/limits";
import { seriesQuery } from "@/api/observability";
import { useMay } from "@/app/permissions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { BlockedByRule } from "./blocked_by_rule";
import { LoadFacts } from "./load_facts";
import { requestPanels } from "./panels";
import { SeriesPanels } from "./series_panels";
import { TurnedAway } from "./turned_away";

const noReadings: never[] = [];

/** What comes in now, what is refused and why. */
export function TrafficTab() {
  const t = useT();
  const may = useMay();
  const series = useQuery(seriesQuery(false));
  const limits = useQuery(limitsReadingsQuery);
  const now = limits.data?.at(-1)?.state;
  return (
    <Stack>
      <Text size="sm" className="quiet">
        {t("traffic.detail")}
      </Text>
      {series.isError && <ProblemAlert error={series.error} />}
      <SeriesPanels panels={requestPanels} series={series.data?.series ?? []} />
      <Title order={2} size="h4" mt="sm">
        {t("traffic.limits")}
      </Title>
      {limits.isError && <ProblemAlert error={limits.error} />}
      {now !== undefined && <LoadFacts state={now} />}
      <TurnedAway readings={limits.data ?? noReadings} />
      {may("platform.gateway:read") && (
        <>
          <Title order={2} size="h4" mt="sm">
            {t("traffic.blocked")}
          </Title>
          <BlockedByRule />
        </>
      )}
    </Stack>
  );
}
