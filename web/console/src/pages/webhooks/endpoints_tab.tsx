import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { endpointsPages, newestAttemptsQuery, type Attempt, type Endpoint } from "@/api/webhooks";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT, type Translate } from "@/messages/use_t";
import { AttemptResult } from "./attempt_outcome";
import { EndpointState } from "./endpoint_state";
import { lastAttempts } from "./last_attempts";
import classes from "./webhooks.module.css";

function columns(t: Translate, last: Map<string, Attempt> | undefined): Column<Endpoint>[] {
  return [
    {
      id: "url",
      header: t("hooks.url"),
      title: true,
      cell: (endpoint) => (
        <div className={classes["url"]}>
          <Link to="/webhooks/$endpointId" params={{ endpointId: endpoint.id }} className="link">
            {endpoint.url}
          </Link>
          {endpoint.description !== "" && <div className="quiet">{endpoint.description}</div>}
        </div>
      ),
    },
    {
      id: "state",
      header: t("hooks.state"),
      cell: (endpoint) => <EndpointState endpoint={endpoint} />,
    },
    {
      id: "last",
      header: t("hooks.last"),
      cell: (endpoint) => {
        const attempt = last?.get(endpoint.id);
        if (attempt === undefined) {
          return <span className="quiet">{last === undefined ? "…" : t("hooks.no_attempt")}</span>;
        }
        return (
          <div>
            <AttemptResult attempt={attempt} />
            <span className="quiet">
              <Moment at={attempt.at} />
            </span>
          </div>
        );
      },
    },
    {
      id: "events",
      header: t("hooks.events"),
      cell: (endpoint) =>
        endpoint.event_types.length === 0
          ? t("hooks.events_all")
          : endpoint.event_types.length === 1
            ? endpoint.event_types[0]
            : t("hooks.event_count", { count: endpoint.event_types.length }),
    },
    {
      id: "order",
      header: t("hooks.order"),
      cell: (endpoint) => t(endpoint.ordered ? "hooks.ordered" : "hooks.unordered"),
    },
  ];
}

/** Where this tenant is told what happens. */
export function EndpointsTab({ create }: { create: ReactNode }) {
  const t = useT();
  const query = useInfiniteQuery(endpointsPages());
  const some = (query.data?.pages[0]?.items.length ?? 0) > 0;
  const attempts = useQuery({
    ...newestAttemptsQuery,
    enabled: some,
    refetchOnWindowFocus: false,
  });
  return (
    <PagedTable
      label={t("hooks.endpoints")}
      query={query}
      rowKey={(endpoint) => endpoint.id}
      columns={columns(t, attempts.data && lastAttempts(attempts.data.items))}
      empty={
        <EmptyState
          title={t("hooks.empty_title")}
          detail={t("hooks.empty_detail")}
          action={create}
        />
      }
    />
  );
}
