import { Code, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { auditEntryQuery, type AuditEntry } from "@/api/audit";
import { openapiQuery } from "@/api/openapi";
import { CopyButton } from "@/components/copy_button";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { prettyJson } from "@/format/pretty_json";
import { withMessages } from "@/messages/page_messages";
import { useT } from "@/messages/use_t";
import { useActorNames } from "./actors";
import { auditMessages } from "./audit_messages";
import { auditedOperations } from "./audited_operations";
import { EntryProof } from "./entry_proof";
import { OutcomeBadge } from "./outcome_badge";
import classes from "./audit.module.css";

const route = getRouteApi("/console/audit/$entryId");

function EntryFacts({ entry }: { entry: AuditEntry }) {
  const t = useT();
  const name = useActorNames().get(entry.actor);
  return (
    <dl className={classes["facts"]}>
      <dt>{t("statement.time")}</dt>
      <dd>
        <Moment at={entry.at} /> <Code>{entry.at}</Code>
      </dd>
      <dt>{t("audit.actor")}</dt>
      <dd>
        <Link to="/audit" search={{ actor: entry.actor }} className="link underlined">
          {name ?? entry.actor}
        </Link>{" "}
        <span className="quiet">
          {entry.actor_kind.replaceAll("_", " ")}
          {name !== undefined && ` · ${entry.actor}`}
        </span>
      </dd>
      <dt>{t("audit.operation")}</dt>
      <dd>
        <Link to="/audit" search={{ operation: entry.operation }} className="link">
          {entry.operation}
        </Link>
      </dd>
      <dt>{t("audit.target")}</dt>
      <dd>
        {entry.target ? (
          <Link to="/audit" search={{ target: entry.target }} className="link">
            {entry.target}
          </Link>
        ) : (
          "–"
        )}
      </dd>
      <dt>{t("audit.outcome")}</dt>
      <dd>
        <OutcomeBadge outcome={entry.outcome} />
      </dd>
      <dt>{t("audit.request")}</dt>
      <dd>
        <Code>{entry.request_id}</Code> <CopyButton text={entry.request_id} />
      </dd>
    </dl>
  );
}

/** One entry with its proof. */
function AuditEntryContent() {
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
          {entry.detail !== undefined && (
            <section aria-label={t("audit.detail")}>
              <Title order={2}>{t("audit.detail")}</Title>
              <pre className={classes["text"]} tabIndex={0} aria-label={t("audit.detail")}>
                {prettyJson(entry.detail)}
              </pre>
            </section>
          )}
          <Title order={2} mb="xs">
            {t("audit.proof")}
          </Title>
          <EntryProof record={query.data} />
        </>
      )}
    </>
  );
}

export const AuditEntryPage = withMessages(AuditEntryContent, auditMessages);
