import { Code, Group, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { eventQuery } from "@/api/events";
import { CopyButton } from "@/components/copy_button";
import { Facts } from "@/components/facts";
import { JsonView } from "@/components/json_view";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { SidePanel } from "@/components/side_panel";
import { useTraceFact } from "@/components/trace_id";
import { useT } from "@/messages/use_t";
import { PayloadSchema } from "./payload_schema";

/** One event beside the list: what it says, and what its type says of that. */
export function EventPanel({ position, onClose }: { position: number; onClose: () => void }) {
  const t = useT();
  const query = useQuery(eventQuery(position));
  const event = query.data;
  const traceFact = useTraceFact();
  return (
    <SidePanel title={event?.type ?? t("events.event", { position })} onClose={onClose}>
      {query.isError && <ProblemAlert error={query.error} />}
      {query.isPending && <Skeleton height={220} />}
      {event !== undefined && (
        <>
          <Facts
            facts={[
              { name: t("events.happened"), value: <Moment at={event.occurred_at} /> },
              { name: t("events.position"), value: event.position },
              { name: t("events.stream"), value: event.stream },
              { name: t("events.version"), value: event.version },
              traceFact(event.trace_id),
            ]}
          />
          <Group gap={4} my="xs" wrap="nowrap">
            <Code style={{ overflowWrap: "anywhere" }}>{event.id}</Code>
            <CopyButton text={event.id} />
          </Group>
          <Group gap="md" mb="md">
            <Link to="/events" search={{ stream: event.stream }} className="link">
              {t("events.of_stream")}
            </Link>
            <Link to="/events" search={{ type: event.type }} className="link">
              {t("events.of_type")}
            </Link>
          </Group>
          <Title order={2} mb="xs">
            {t("events.payload")}
          </Title>
          <JsonView text={event.payload} label={t("events.payload")} />
          <Title order={2} mt="md" mb="xs">
            {t("events.schema")}
          </Title>
          <PayloadSchema type={event.type} version={event.version} />
        </>
      )}
    </SidePanel>
  );
}
