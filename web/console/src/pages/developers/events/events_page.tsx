import { Badge, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { eventTypesQuery, type EventType } from "@/api/events";
import { openapiQuery } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { TextView } from "@/components/text_view";
import { useT } from "@/messages/use_t";
import { Downloads } from "../downloads";
import { exampleOf } from "../examples/example";
import { PortalPage } from "../portal_page";
import { SchemaTable } from "../schema/schema_table";
import classes from "./events.module.css";

function TypeCard({ type }: { type: EventType }) {
  const t = useT();
  const may = useMay();
  // References of its schema lead into the schema itself.
  const root = { openapi: "3.1.0", info: { title: "", version: "" }, paths: {}, ...type.schema };
  const example = JSON.stringify(exampleOf(root, type.schema), null, 2);
  return (
    <details className={`surface ${classes["type"]}`}>
      <summary>
        <b>{type.name}</b>{" "}
        <Badge variant="default" size="xs" tt="none">
          v{type.version}
        </Badge>{" "}
        <span className="quiet">{type.summary}</span>
      </summary>
      <div className={classes["body"]}>
        <SchemaTable api={type.schema} schema={type.schema} label={type.name} />
        <h3>{t("portal.example_payload")}</h3>
        <TextView text={example} label={t("portal.example_payload")} />
        {may("webhooks:write") && (
          <p>
            <Link to="/webhooks" className="link underlined">
              {t("portal.test_webhook")}
            </Link>
          </p>
        )}
      </div>
    </details>
  );
}

function Types() {
  const t = useT();
  const query = useQuery(eventTypesQuery);
  const [search, setSearch] = useState("");
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) return <Skeleton height={240} />;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = query.data.filter(({ name, summary }) =>
    words.every((word) => `${name} ${summary}`.toLowerCase().includes(word)),
  );
  return (
    <>
      <TextInput
        mb="sm"
        maw={420}
        aria-label={t("portal.search_types")}
        placeholder={t("portal.search_types")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {shown.length === 0 && <EmptyState title={t("portal.no_type")} />}
      {shown.map((type) => (
        <TypeCard key={`${type.name} ${type.version}`} type={type} />
      ))}
    </>
  );
}

function Streams() {
  const t = useT();
  const may = useMay();
  const streams = operationsOf(useQuery(openapiQuery).data).filter(
    ({ kind, forOperators, permission }) => kind === "stream" && !forOperators && may(permission),
  );
  return (
    <ul className={classes["streams"]}>
      {streams.map(({ id, method, path, summary }) => (
        <li key={id}>
          <Link to="/developers" search={{ operation: id, q: id }} className="link underlined">
            {summary}
          </Link>{" "}
          <code>
            {method} {path}
          </code>
        </li>
      ))}
      <li>
        <a href="/docs/guides/websocket" className="link underlined">
          {t("portal.websocket")}
        </a>{" "}
        <code>/ws</code>
      </li>
    </ul>
  );
}

/** What can be followed, and what every event looks like. */
export function PortalEventsPage() {
  const t = useT();
  const may = useMay();
  return (
    <PortalPage
      title={t("portal.events")}
      description={t("portal.events_detail")}
      actions={<Downloads />}
    >
      <section className={classes["section"]}>
        <h2>{t("portal.streams")}</h2>
        <p className="quiet">{t("portal.streams_detail")}</p>
        <Streams />
      </section>
      <section className={classes["section"]}>
        <h2>{t("portal.webhooks")}</h2>
        <p className="quiet">{t("portal.webhooks_detail")}</p>
        <p>
          {may("webhooks:read") && (
            <Link to="/webhooks" className="link underlined">
              {t("portal.test_webhook")}
            </Link>
          )}{" "}
          <a href="/docs/guides/webhooks" className="link underlined">
            {t("portal.webhooks_guide")}
          </a>
        </p>
      </section>
      {may("events:read") && (
        <section className={classes["section"]}>
          <h2>{t("portal.types")}</h2>
          <Types />
        </section>
      )}
    </PortalPage>
  );
}
