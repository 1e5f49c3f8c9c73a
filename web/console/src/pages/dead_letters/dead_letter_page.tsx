import { Alert, Group, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { deadLetterQuery, type DeadLetterDetail } from "@/api/dead_letters";
import type { LetterState } from "@/api/letter_states";
import { sentence } from "@/api/problem";
import { useMay } from "@/app/permissions";
import { Facts } from "@/components/facts";
import { JsonView } from "@/components/json_view";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useTraceFact } from "@/components/trace_id";
import { useT } from "@/messages/use_t";
import { LetterActions } from "./letter_actions";
import { LetterBadge } from "./letter_badge";
import classes from "./dead_letters.module.css";

const route = getRouteApi("/console/operations/dead-letters/$consumer/$eventId");

const alertColors: Record<LetterState, string> = {
  parked: "red",
  queued: "orange",
  requeued: "blue",
  done: "green",
  skipped: "gray",
};

/** Why it failed, and when that is past, what became of it. */
function Story({ letter }: { letter: DeadLetterDetail }) {
  const t = useT();
  return (
    <Alert
      // Part of the page, not news.
      role="note"
      styles={{ title: { color: "var(--sangam-text)" } }}
      color={alertColors[letter.state]}
      variant="light"
      mb="md"
      title={letter.state === "parked" ? t("letters.error") : t(`letters.${letter.state}_detail`)}
    >
      {letter.state !== "queued" && sentence(letter.error)}
      {letter.state === "queued" && (
        <Link
          to="/dead-letters"
          search={{ consumer: letter.consumer, stream: letter.stream, state: "parked" }}
          className="link underlined"
        >
          {t("letters.queued_link")}
        </Link>
      )}
    </Alert>
  );
}

function LetterFacts({ letter }: { letter: DeadLetterDetail }) {
  const t = useT();
  const traceFact = useTraceFact();
  return (
    <section className="surface padded">
      <Facts
        facts={[
          { name: t("letters.consumer"), value: letter.consumer },
          { name: t("letters.tries"), value: letter.tries },
          { name: t("events.stream"), value: letter.stream },
          {
            name: t("events.position"),
            value: (
              <Link to="/events" search={{ open: letter.position }} className="link">
                {letter.position}
              </Link>
            ),
          },
          { name: t("events.version"), value: letter.version },
          { name: t("events.happened"), value: <Moment at={letter.occurred_at} /> },
          { name: t("letters.parked"), value: <Moment at={letter.parked_at} /> },
          { name: t("letters.changed"), value: <Moment at={letter.changed_at} /> },
          letter.edited_by === undefined
            ? undefined
            : { name: t("letters.edited_by"), value: letter.edited_by },
          traceFact(letter.trace_id),
        ]}
      />
    </section>
  );
}

/** One dead letter: why it failed, what will be tried, what was emitted, what can be done. */
export function DeadLetterPage() {
  const t = useT();
  const may = useMay();
  const { consumer, eventId } = route.useParams();
  const query = useQuery(deadLetterQuery(consumer, eventId));
  const letter = query.data;
  return (
    <>
      <PageHeader
        title={letter?.type ?? t("letters.letter")}
        parent={{ to: "/dead-letters", label: t("nav.dead_letters") }}
        description={
          letter && (
            <Group gap="xs">
              <LetterBadge state={letter.state} />
              <span>{letter.event}</span>
            </Group>
          )
        }
        actions={
          letter?.state === "parked" && may("events:write") && <LetterActions letter={letter} />
        }
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {letter !== undefined && (
        <>
          <Story letter={letter} />
          <LetterFacts letter={letter} />
          <div className={classes["payloads"]}>
            <section>
              <Title order={2} mb="xs">
                {letter.original === undefined ? t("events.payload") : t("letters.payload")}
              </Title>
              <JsonView text={letter.payload} label={t("letters.payload")} />
            </section>
            {letter.original !== undefined && (
              <section>
                <Title order={2} mb="xs">
                  {t("letters.original")}
                </Title>
                <JsonView text={letter.original} label={t("letters.original")} />
              </section>
            )}
          </div>
        </>
      )}
    </>
  );
}
