import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { consumersQuery, type ConsumerState, type EventConsumer } from "@/api/event_delivery";
import { sentence } from "@/api/problem";
import { useMay } from "@/app/permissions";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { formatCount } from "@/format/amount_text";
import { StateBadge } from "@/components/state_badge";
import { useT, type Translate } from "@/messages/use_t";
import { ReplayDialog } from "./replay_dialog";

const colors: Record<ConsumerState, string> = {
  running: "green",
  catching_up: "blue",
  failing: "red",
  lost_events: "red",
};

function Fault({ consumer }: { consumer: EventConsumer }) {
  const t = useT();
  if (consumer.state === "lost_events") {
    return t("delivery.lost_to", { position: consumer.lost_to });
  }
  if (consumer.error === undefined) return <span className="quiet">–</span>;
  return (
    <>
      {sentence(consumer.error)} {consumer.failing_since && <Moment at={consumer.failing_since} />}
    </>
  );
}

function columns(t: Translate, locale: string): Column<EventConsumer>[] {
  return [
    {
      id: "consumer",
      header: t("delivery.consumer"),
      title: true,
      cell: (consumer) => consumer.name,
    },
    {
      id: "state",
      header: t("delivery.state"),
      cell: ({ state }) => (
        <StateBadge color={colors[state]}>{t(`consumer_state.${state}`)}</StateBadge>
      ),
    },
    {
      id: "lag",
      header: t("delivery.lag"),
      align: "end",
      cell: ({ lag }) => <span className="figures">{formatCount(lag, locale)}</span>,
    },
    {
      id: "position",
      header: t("delivery.position"),
      align: "end",
      cell: ({ position }) => <span className="figures">{formatCount(position, locale)}</span>,
    },
    {
      id: "moved",
      header: t("delivery.moved"),
      cell: (consumer) => <Moment at={consumer.updated_at} />,
    },
    {
      id: "error",
      header: t("delivery.error"),
      cell: (consumer) => <Fault consumer={consumer} />,
    },
  ];
}

/** How far every consumer has come, and from each a replay. */
export function Consumers() {
  const t = useT();
  const may = useMay();
  const locale = useNumberLocale();
  const query = useQuery(consumersQuery);
  const [replayed, setReplayed] = useState<string>();
  const replay: Column<EventConsumer> = {
    id: "replay",
    header: t("common.actions"),
    hideHeader: true,
    align: "end",
    cell: ({ name }) => (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t("delivery.replay_of", { consumer: name })}
        onClick={() => setReplayed(name)}
      >
        {t("delivery.replay")}
      </Button>
    ),
  };
  const rows = query.data?.items ?? [];
  return (
    <>
      <Title order={2} mt="lg" mb="xs">
        {t("delivery.consumers")}
      </Title>
      {query.isError && <ProblemAlert error={query.error} />}
      {query.isSuccess && rows.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("delivery.no_consumers")}
            detail={t("delivery.no_consumers_detail")}
          />
        </div>
      ) : (
        <DataTable
          label={t("delivery.consumers")}
          rows={rows}
          rowKey={(consumer) => consumer.name}
          loading={query.isPending}
          columns={
            may("platform.events:write") ? [...columns(t, locale), replay] : columns(t, locale)
          }
        />
      )}
      {replayed !== undefined && (
        <ReplayDialog consumer={replayed} onClose={() => setReplayed(undefined)} />
      )}
    </>
  );
}
