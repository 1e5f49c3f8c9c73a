import { Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { parkedStreamsPages, type ParkedStream } from "@/api/dead_letters";
import { rowsOf } from "@/api/page";
import { sentence } from "@/api/problem";
import { useNumberLocale } from "@/app/preferences";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { formatCount } from "@/format/amount_text";
import { useT, type Translate } from "@/messages/use_t";

function columns(t: Translate, locale: string): Column<ParkedStream>[] {
  return [
    {
      id: "stream",
      header: t("events.stream"),
      title: true,
      cell: ({ consumer, stream, event }) =>
        event === undefined ? (
          stream
        ) : (
          <Link
            to="/dead-letters/$consumer/$eventId"
            params={{ consumer, eventId: event }}
            className="link"
          >
            {stream}
          </Link>
        ),
    },
    {
      id: "consumer",
      header: t("letters.consumer"),
      cell: ({ consumer }) => consumer,
    },
    {
      id: "since",
      header: t("streams.since"),
      cell: ({ parked_at }) => <Moment at={parked_at} />,
    },
    {
      id: "cause",
      header: t("streams.cause"),
      cell: ({ type, error, resuming }) => (
        <div>
          {resuming ? t("streams.resuming") : error !== undefined && sentence(error)}
          {type !== undefined && <div className="quiet">{type}</div>}
        </div>
      ),
    },
    {
      id: "waiting",
      header: t("streams.waiting"),
      align: "end",
      cell: ({ waiting }) => <span className="figures">{formatCount(waiting, locale)}</span>,
    },
  ];
}

/**
 * Streams of this tenant that stand still, each with a way to the event whose decision lets it go
 * on. `hidden`: nothing is shown while there are none.
 */
export function ParkedStreams({ hidden = false }: { hidden?: boolean }) {
  const t = useT();
  const locale = useNumberLocale();
  // Each look is audited, so it is not often.
  const query = useInfiniteQuery({ ...parkedStreamsPages(), refetchInterval: 15_000 });
  if (hidden && rowsOf(query.data).length === 0) return null;
  return (
    <section>
      <Title order={2} mt="lg" mb="xs">
        {t("streams.title")}
      </Title>
      <PagedTable
        label={t("streams.title")}
        query={query}
        columns={columns(t, locale)}
        rowKey={({ consumer, stream }) => `${consumer} ${stream}`}
        name="parked-streams"
        source={parkedStreamsPages()}
        empty={<EmptyState title={t("streams.none")} detail={t("streams.none_detail")} />}
      />
    </section>
  );
}
