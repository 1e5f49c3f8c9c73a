import { Badge, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { eventTypesQuery, type EventType } from "@/api/events";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import classes from "./events.module.css";
import { SchemaOfType } from "./payload_schema";

function TypeCard({ type }: { type: EventType }) {
  const t = useT();
  return (
    <details className={`surface ${classes["type"]}`}>
      <summary>
        <b>{type.name}</b>
        <Badge variant="default" size="xs" tt="none">
          v{type.version}
        </Badge>
        <span className="quiet">{type.summary}</span>
      </summary>
      <div className={classes["body"]}>
        {type.upcasts && <p>{t("events.upcasts", { version: type.version })}</p>}
        <SchemaOfType type={type} />
        <p>
          <Link to="/events" search={{ type: type.name }} className="link">
            {t("events.of_type")}
          </Link>
        </p>
      </div>
    </details>
  );
}

/** Every version of every public type, with the schema of its payload. */
export function EventTypes() {
  const t = useT();
  const query = useQuery(eventTypesQuery);
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) return <Skeleton height={240} />;
  return (
    <>
      <p className="quiet">{t("events.types_detail")}</p>
      <Stack gap="xs">
        {query.data.map((type) => (
          <TypeCard key={`${type.name} ${type.version}`} type={type} />
        ))}
      </Stack>
    </>
  );
}
