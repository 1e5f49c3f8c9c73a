import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { eventsPages, type EventEntry, type EventFilters } from "@/api/events";
import { rowsOf } from "@/api/page";
import { EmptyState } from "@/components/empty_state";
import type { Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT, type Translate } from "@/messages/use_t";
import classes from "./events.module.css";
import { TailSwitch } from "./tail_switch";
import { useEventTail } from "./use_event_tail";

interface Props {
  filters: EventFilters;
  live: boolean;
  onLive: (live: boolean) => void;
  onClear: () => void;
  onOpen: (position: number) => void;
}

function columns(t: Translate, onOpen: (position: number) => void): Column<EventEntry>[] {
  return [
    {
      id: "type",
      header: t("events.type"),
      title: true,
      cell: (event) => (
        <button
          type="button"
          className={`link ${classes["open"]}`}
          aria-label={`${t("events.event", { position: event.position })}: ${event.type}`}
          onClick={() => onOpen(event.position)}
        >
          {event.type}
        </button>
      ),
    },
    { id: "stream", header: t("events.stream"), cell: (event) => event.stream },
    {
      id: "payload",
      header: t("events.payload"),
      cell: (event) => <code className={classes["glance"]}>{JSON.stringify(event.payload)}</code>,
    },
    {
      id: "position",
      header: t("events.position"),
      align: "end",
      cell: (event) => <span className="figures">{event.position}</span>,
    },
    {
      id: "happened",
      header: t("events.happened"),
      cell: (event) => <Moment at={event.occurred_at} />,
    },
  ];
}

/** The list, with what comes by following before what was there. */
export function EventLog({ filters, live, onLive, onClear, onOpen }: Props) {
  const t = useT();
  const query = useInfiniteQuery(eventsPages(filters));
  const listed = rowsOf(query.data);
  const tail = useEventTail(
    live,
    filters,
    query.isSuccess ? (listed[0]?.position ?? 0) : undefined,
  );
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <TailSwitch live={live} tail={tail} onLive={onLive} />
      <PagedTable
        label={t("nav.events")}
        query={query}
        first={tail.events}
        columns={columns(t, onOpen)}
        rowKey={(event) => String(event.position)}
        empty={
          filtered ? (
            <EmptyState
              title={t("events.none_match")}
              detail={t("events.none_match_detail")}
              action={
                <Button variant="default" onClick={onClear}>
                  {t("common.clear_filters")}
                </Button>
              }
            />
          ) : (
            <EmptyState title={t("events.empty_title")} detail={t("events.empty_detail")} />
          )
        }
      />
    </>
  );
}
