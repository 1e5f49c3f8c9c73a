import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { eventTypesQuery, type EventType } from "@/api/events";
import { JsonView } from "@/components/json_view";
import { ProblemAlert } from "@/components/problem_alert";
import { SchemaView } from "@/components/schema_view";
import { useT } from "@/messages/use_t";
import classes from "./events.module.css";

/** The fields of a payload, and on demand its JSON Schema. */
export function SchemaOfType({ type }: { type: EventType }) {
  const t = useT();
  return (
    <>
      <SchemaView api={type.schema} schema={type.schema} />
      <details className={classes["more"]}>
        <summary>{t("events.schema_json")}</summary>
        <JsonView
          text={JSON.stringify(type.schema)}
          label={`${type.name} ${t("events.schema_json")}`}
        />
      </details>
    </>
  );
}

/** The same for a type by its name; internal types have none. */
export function PayloadSchema({ type, version }: { type: string; version: number }) {
  const t = useT();
  const query = useQuery(eventTypesQuery);
  if (query.isError) return <ProblemAlert error={query.error} />;
  if (query.isPending) return <Skeleton height={80} />;
  const found = query.data.find((one) => one.name === type && one.version === version);
  if (found === undefined) return <p className="quiet">{t("events.no_schema")}</p>;
  return (
    <>
      <p className="quiet">{found.summary}</p>
      <SchemaOfType type={found} />
    </>
  );
}
