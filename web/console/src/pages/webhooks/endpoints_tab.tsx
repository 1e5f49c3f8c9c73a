import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { endpointsPages, switchEndpoint, type Endpoint } from "@/api/webhooks";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import type { BulkAction } from "@/components/list/bulk";
import { Moment } from "@/components/moment";
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
      id: "created",
      header: t("common.created"),
      sort: "created_at",
      cell: (endpoint) => <Moment at={endpoint.created_at} day />,
    },
    {
      id: "order",
      header: t("hooks.order"),
      cell: (endpoint) => t(endpoint.ordered ? "hooks.ordered" : "hooks.unordered"),
    },
  ];
}

function actions(t: Translate): BulkAction<Endpoint>[] {
  const turn = (to: "enable" | "disable"): BulkAction<Endpoint> => ({
    id: to,
    label: t(`hooks.${to}`),
    can: ({ state }) => state === (to === "enable" ? "disabled" : "enabled"),
    run: ({ id }) => switchEndpoint(id, to),
    becomes:
      to === "enable"
        ? { state: "enabled" }
        : { state: "disabled", disabled_reason: "switched_off" },
    undo: ({ id }) => switchEndpoint(id, to === "enable" ? "disable" : "enable"),
  });
  return [turn("enable"), turn("disable")];
}

interface Props {
  create: ReactNode;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** Where this tenant is told what happens. */
export function EndpointsTab({ create, sort, onSort }: Props) {
  const t = useT();
  const may = useMay();
  const pages = endpointsPages(sort);
  const query = useInfiniteQuery(pages);
  return (
    <PagedTable
      label={t("hooks.endpoints")}
      query={query}
      rowKey={(endpoint) => endpoint.id}
      columns={columns(t)}
      name="webhook-endpoints"
      source={pages}
      sort={sort ?? "-created_at"}
      onSort={onSort}
      bulk={may("webhooks:write") ? actions(t) : []}
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
