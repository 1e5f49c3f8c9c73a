import { Autocomplete, Button, Group, Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { deadLettersPages, type DeadLetter, type LetterFilters } from "@/api/dead_letters";
import { letterStates, type LetterState } from "@/api/letter_states";
import { rowsOf } from "@/api/page";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { LetterBadge } from "./letter_badge";
import { ParkedStreams } from "./parked_streams";

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
    <Group mb="md" gap="sm">
      <Select
        aria-label={t("letters.state")}
        placeholder={t("letters.any_state")}
        clearable
        clearButtonProps={{ "aria-label": t("common.clear") }}
        data={letterStates.map((value) => ({ value, label: t(`letter_state.${value}`) }))}
        value={filters.state ?? null}
        onChange={(value) => onChange({ state: (value as LetterState | null) ?? undefined })}
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
    </Group>
  );
}

/** Events that could not be handled, and wait for a decision. */
export function DeadLettersPage() {
  const t = useT();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const query = useInfiniteQuery({ ...deadLettersPages(filters), refetchInterval: 5000 });
  const consumers = [...new Set(rowsOf(query.data).map((letter) => letter.consumer))].sort();
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <PageHeader title={t("nav.dead_letters")} description={t("letters.description")} />
      <Filters
        filters={filters}
        consumers={consumers}
        onChange={(change) => void navigate({ search: { ...filters, ...change } })}
      />
      <PagedTable
        label={t("nav.dead_letters")}
        query={query}
        columns={columns(t)}
        rowKey={(letter) => `${letter.consumer} ${letter.event}`}
        empty={
          filtered ? (
            <EmptyState
              title={t("letters.none_match")}
              action={
                <Button variant="default" onClick={() => void navigate({ search: {} })}>
                  {t("common.clear_filters")}
                </Button>
              }
            />
          ) : (
            <EmptyState title={t("letters.empty_title")} detail={t("letters.empty_detail")} />
          )
        }
      />
      <ParkedStreams hidden />
    </>
  );
}
