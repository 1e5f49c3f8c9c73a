import { Code, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { auditEntryQuery, type AuditEntry } from "@/api/audit";
import { openapiQuery } from "@/api/openapi";
import { CopyButton } from "@/components/copy_button";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { useActorNames, useTargetNames } from "./names";
import { auditedOperations } from "./audited_operations";
import { EntryDetail } from "./entry_detail";
import { EntryProof } from "./entry_proof";
import { OutcomeBadge } from "./outcome_badge";
import { Target } from "./target";

const route = getRouteApi("/console/operations/audit/$entryId");

function Actor({ entry }: { entry: AuditEntry }) {
  const name = useActorNames().get(entry.actor);
  return (
    <>
      <Link to="/audit" search={{ actor: entry.actor }} className="link underlined">
        {name ?? entry.actor}
      </Link>{" "}
      <span className="quiet">
        {entry.actor_kind.replaceAll("_", " ")}
        {name !== undefined && ` · ${entry.actor}`}
      </span>
    </>
  );
}

function EntryFacts({ entry }: { entry: AuditEntry }) {
  const t = useT();
  const names = new Map([...useTargetNames(), ...useActorNames()]);
  return (
    <section className="surface padded">
      <Facts
        facts={[
          {
            name: t("statement.time"),
            value: (
              <>
                <Moment at={entry.at} /> <Code>{entry.at}</Code>
              </>
            ),
          },
          { name: t("audit.actor"), value: <Actor entry={entry} /> },
          {
            name: t("audit.operation"),
            value: (
              <Link to="/audit" search={{ operation: entry.operation }} className="link">
                {entry.operation}
              </Link>
            ),
          },
          {
            name: t("audit.target"),
            value: entry.target ? (
              <Link to="/audit" search={{ target: entry.target }} className="link">
                <Target target={entry.target} names={names} />
              </Link>
            ) : (
              "–"
            ),
          },
          { name: t("audit.outcome"), value: <OutcomeBadge outcome={entry.outcome} /> },
          {
            name: t("audit.request"),
            value: (
              <>
                <Code>{entry.request_id}</Code> <CopyButton text={entry.request_id} />
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

/** One entry with its proof. */
export function AuditEntryPage() {
  const t = useT();
  const { entryId } = route.useParams();
  const query = useQuery(auditEntryQuery(entryId));
  const operations = auditedOperations(useQuery(openapiQuery).data);
  const entry = query.data?.entry;
  return (
    <>
      <PageHeader
        title={(entry && operations.get(entry.operation)?.summary) ?? t("audit.entry")}
        parent={{ to: "/audit", label: t("nav.audit") }}
        description={<Code>{entryId}</Code>}
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {query.data !== undefined && entry !== undefined && (
        <>
          <EntryFacts entry={entry} />
          {entry.detail !== undefined && <EntryDetail detail={entry.detail} />}
          <Title order={2} mt="lg" mb="xs">
            {t("audit.proof")}
          </Title>
          <EntryProof record={query.data} />
        </>
      )}
    </>
  );
}
