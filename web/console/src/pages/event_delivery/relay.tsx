import { Alert, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { relayQuery, type RelayStatus } from "@/api/event_delivery";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { formatCount } from "@/format/amount_text";
import { formatTimestamp } from "@/format/time";
import { useT } from "@/messages/use_t";

/** Who holds the relay up, if anybody does. */
function HeldUp({ relay }: { relay: RelayStatus }) {
  const t = useT();
  const dates = useDateLocale();
  const time = (at: string | undefined) => (at === undefined ? "–" : formatTimestamp(at, dates));
  return (
    <>
      {relay.horizon_pid !== undefined && relay.waiting > 0 && (
        <Alert role="note" color="orange" variant="light" mb="sm">
          {t("delivery.horizon", { pid: relay.horizon_pid, since: time(relay.horizon_since) })}
        </Alert>
      )}
      {relay.held_by !== undefined && (
        <Alert role="note" color="orange" variant="light" mb="sm">
          {t("delivery.held", { consumer: relay.held_by, since: time(relay.held_since) })}
        </Alert>
      )}
    </>
  );
}

/** What the relay is at: what waits, how long the log is. */
export function Relay() {
  const t = useT();
  const locale = useNumberLocale();
  const query = useQuery(relayQuery);
  const relay = query.data;
  const figure = (value: number) => <span className="figures">{formatCount(value, locale)}</span>;
  return (
    <>
      <Title order={2} mb="xs">
        {t("delivery.relay")}
      </Title>
      {query.isError && <ProblemAlert error={query.error} />}
      {query.isPending && <Skeleton height={70} />}
      {relay !== undefined && (
        <>
          <HeldUp relay={relay} />
          <section className="surface padded" aria-label={t("delivery.relay")}>
            <Facts
              facts={[
                { name: t("delivery.waiting"), value: figure(relay.waiting) },
                { name: t("delivery.newest"), value: figure(relay.position) },
                { name: t("delivery.oldest"), value: figure(relay.oldest) },
                { name: t("delivery.partitions"), value: figure(relay.partitions) },
                { name: t("delivery.told"), value: <Moment at={relay.updated_at} /> },
              ]}
            />
          </section>
        </>
      )}
    </>
  );
}
