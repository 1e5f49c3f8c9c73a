import { Badge, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { healthQuery, type HealthPart } from "@/api/observability";
import { DataTable } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const colours: Record<HealthPart["state"], string> = {
  well: "green",
  degraded: "yellow",
  failing: "red",
};

export function HealthBadge({ state }: { state: HealthPart["state"] }) {
  const t = useT();
  return (
    <Badge variant="dot" color={colours[state]} tt="none" fw={600}>
      {t(`observability.state_${state}`)}
    </Badge>
  );
}

/** Each part of the server: how it is, since when, and why. */
export function HealthTab() {
  const t = useT();
  const query = useQuery(healthQuery);
  if (query.isError) return <ProblemAlert error={query.error} />;
  return (
    <Stack>
      {query.data !== undefined && (
        <div role="status">
          <HealthBadge state={query.data.state} />
        </div>
      )}
      <DataTable
        label={t("observability.health")}
        rows={query.data?.parts ?? []}
        rowKey={(part) => part.part}
        loading={query.isPending}
        columns={[
          { id: "part", header: t("observability.part"), title: true, cell: (part) => part.part },
          {
            id: "state",
            header: t("observability.state"),
            cell: (part) => <HealthBadge state={part.state} />,
          },
          {
            id: "reason",
            header: t("observability.reason"),
            cell: (part) => part.reason || <span className="visually-hidden">–</span>,
          },
          {
            id: "since",
            header: t("observability.since"),
            cell: (part) => <Moment at={part.since} />,
          },
        ]}
      />
    </Stack>
  );
}
