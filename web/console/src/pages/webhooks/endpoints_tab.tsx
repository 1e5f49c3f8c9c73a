import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { endpointsPages, type Endpoint } from "@/api/webhooks";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { PagedTable } from "@/components/paged_table";
import { useT, type Translate } from "@/messages/use_t";
import { EndpointState } from "./endpoint_state";
import { LastOutcome } from "./last_outcome";
import classes from "./webhooks.module.css";

function columns(t: Translate): Column<Endpoint>[] {
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
      cell: (endpoint) => <LastOutcome endpoint={endpoint} />,
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
  return (
    <PagedTable
      label={t("hooks.endpoints")}
      query={query}
      rowKey={(endpoint) => endpoint.id}
      columns={columns(t)}
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
