import { Autocomplete } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  deadLettersPages,
  moveLetter,
  type DeadLetter,
  type LetterFilters,
} from "@/api/dead_letters";
import { letterStates } from "@/api/letter_states";
import { rowsOf } from "@/api/page";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import type { BulkAction } from "@/components/list/bulk";
import { FilterSelect } from "@/components/list/filter_select";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { LetterBadge } from "./letter_badge";
import { ParkedStreams } from "./parked_streams";

const newestFirst = "-parked_at";
const route = getRouteApi("/console/operations/dead-letters");

function columns(t: Translate): Column<DeadLetter>[] {
  return [
    {
      id: "type",
      header: t("events.type"),
      title: true,
      cell: ({ consumer, event, type }) => (
        <Link
          to="/dead-letters/$consumer/$eventId"
          params={{ consumer, eventId: event }}
          className="link"
        >
          {type}
        </Link>
      ),
    },
    {
      id: "state",
      header: t("letters.state"),
      cell: (letter) => <LetterBadge state={letter.state} />,
    },
    { id: "consumer", header: t("letters.consumer"), cell: (letter) => letter.consumer },
    { id: "error", header: t("letters.error"), cell: (letter) => letter.error },
    {
      id: "tries",
      header: t("letters.tries"),
      align: "end",
      cell: (letter) => <span className="figures">{letter.tries}</span>,
    },
    {
      id: "parked",
      header: t("letters.parked"),
      sort: "parked_at",
      cell: (letter) => <Moment at={letter.parked_at} />,
    },
  ];
}

function Filters({
  filters,
  consumers,
  onChange,
}: {
  filters: LetterFilters;
  consumers: string[];
  onChange: (change: LetterFilters) => void;
}) {
  const t = useT();
  return (
    <>
      <FilterSelect
        label={t("letters.state")}
        any={t("letters.any_state")}
        options={letterStates.map((value) => ({ value, label: t(`letter_state.${value}`) }))}
        value={filters.state}
        onChange={(state) => onChange({ state })}
      />
      <Autocomplete
        // The address may change from elsewhere: what is typed is then begun anew.
        key={filters.consumer}
        aria-label={t("letters.consumer")}
        placeholder={t("letters.any_consumer")}
        data-search
        data={consumers}
        defaultValue={filters.consumer ?? ""}
        onOptionSubmit={(value) => onChange({ consumer: value })}
        onBlur={(event) => onChange({ consumer: event.currentTarget.value.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            onChange({ consumer: event.currentTarget.value.trim() || undefined });
          }
        }}
      />
    </>
  );
}

/** Both are recorded with who did it; a reason is given on the page of a single one. */
function actions(t: Translate): BulkAction<DeadLetter>[] {
  const moves = ["requeue", "skip"] as const;
  return moves.map((move) => ({
    id: move,
    label: t(`letters.${move}`),
    can: (letter) => letter.state === "parked",
    run: (letter, key) => moveLetter(letter, move, "", key),
  }));
}

/** Events that could not be handled, and wait for a decision. */
export function DeadLettersPage() {
  const t = useT();
  const may = useMay();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const pages = deadLettersPages(filters);
  const query = useInfiniteQuery({ ...pages, refetchInterval: 5000 });
  const change = (to: LetterFilters) => void navigate({ search: { ...filters, ...to } });
  const consumers = [...new Set(rowsOf(query.data).map((letter) => letter.consumer))].sort();
  return (
    <>
      <PageHeader title={t("nav.dead_letters")} description={t("letters.description")} />
      <PagedTable
        label={t("nav.dead_letters")}
        query={query}
        columns={columns(t)}
        rowKey={(letter) => `${letter.consumer} ${letter.event}`}
        name="dead-letters"
        source={pages}
        search={{ ...filters }}
        onSearch={(to) => void navigate({ search: to })}
        sort={filters.sort ?? newestFirst}
        onSort={(sort) => change({ sort })}
        bulk={may("events:write") ? actions(t) : []}
        filters={<Filters filters={filters} consumers={consumers} onChange={change} />}
        empty={<EmptyState title={t("letters.empty_title")} detail={t("letters.empty_detail")} />}
      />
      <ParkedStreams hidden />
    </>
  );
}
