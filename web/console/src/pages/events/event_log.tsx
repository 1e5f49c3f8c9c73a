import { useInfiniteQuery } from "@tanstack/react-query";
import { eventsPages, type EventEntry, type EventFilters } from "@/api/events";
import { rowsOf } from "@/api/page";
import type { EventsSearch } from "@/app/operations_search";
import { EmptyState } from "@/components/empty_state";
import type { Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT, type Translate } from "@/messages/use_t";
import { EventFilterBar } from "./event_filter_bar";
import classes from "./events.module.css";
import { TailSwitch } from "./tail_switch";
import { useEventTail } from "./use_event_tail";

interface Props {
  filters: EventFilters;
  live: boolean;
  onLive: (live: boolean) => void;
  /** What the page keeps in its address. */
  search: EventsSearch;
  onSearch: (search: EventsSearch) => void;
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
      sort: "position",
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
export function EventLog({ filters, live, onLive, search, onSearch, onOpen }: Props) {
  const t = useT();
  const pages = eventsPages(filters);
  const query = useInfiniteQuery(pages);
  const listed = rowsOf(query.data);
  const tail = useEventTail(
    live,
    filters,
    query.isSuccess ? (listed[0]?.position ?? 0) : undefined,
  );
  return (
    <>
      <TailSwitch live={live} tail={tail} onLive={onLive} />
      <PagedTable
        label={t("nav.events")}
        query={query}
        first={tail.events}
        columns={columns(t, onOpen)}
        rowKey={(event) => String(event.position)}
        name="events"
        hint={t("events.none_match_detail")}
        source={pages}
        search={{ ...search }}
        onSearch={onSearch}
        kept={["tab", "live", "open"]}
        sort={filters.sort ?? "-position"}
        {...(live ? {} : { onSort: (sort: string) => onSearch({ ...search, sort }) })}
        filters={
          <EventFilterBar
            filters={filters}
            onChange={(change) => onSearch({ ...search, ...change })}
          />
        }
        empty={<EmptyState title={t("events.empty_title")} detail={t("events.empty_detail")} />}
      />
    </>
  );
}
