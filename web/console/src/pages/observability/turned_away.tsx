import { useMemo } from "react";
import type { LimitsReading, TurnedAway as Counted } from "@/api/limits";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { formatNumber } from "./figures";
import { SeriesChart } from "./series_chart";
import { kindOf, rateBetween, ratesOf, turnedAwayKinds } from "./turned_away_rates";

/** Requests that limits and load turned away: a line a kind of reason, a row a reason. */
export function TurnedAway({ readings }: { readings: LimitsReading[] }) {
  const t = useT();
  const locale = useNumberLocale();
  const lines = useMemo(
    () =>
      turnedAwayKinds.map((kind) => ({
        name: kind,
        title: t(`traffic.kind_${kind}`),
        unit: "1/s",
        points: ratesOf(readings, (reason) => kindOf(reason) === kind),
      })),
    [readings, t],
  );
  const [before, last] = [readings.at(-2), readings.at(-1)];
  const columns: Column<Counted>[] = [
    {
      id: "reason",
      header: t("traffic.reason"),
      title: true,
      cell: ({ reason }) => t("traffic.reason_name", { reason }),
    },
    {
      id: "rate",
      header: t("traffic.now"),
      align: "end",
      cell: ({ reason }) => (
        <span className="figures">
          {before === undefined || last === undefined
            ? "–"
            : `${formatNumber(
                rateBetween(before, last, (one) => one === reason),
                locale,
              )}/s`}
        </span>
      ),
    },
    {
      id: "total",
      header: t("traffic.since_start"),
      align: "end",
      cell: ({ requests }) => <span className="figures">{formatCount(requests, locale)}</span>,
    },
  ];
  const rows = (last?.state.turned_away ?? []).filter(({ requests }) => requests > 0);
  return (
    <>
      <SeriesChart title={t("traffic.turned_away")} series={lines} />
      {last !== undefined && rows.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("traffic.none_turned_away")}
            detail={t("traffic.none_turned_away_detail")}
          />
        </div>
      ) : (
        <DataTable
          label={t("traffic.turned_away")}
          columns={columns}
          rows={rows}
          rowKey={({ reason }) => reason}
          loading={last === undefined}
        />
      )}
    </>
  );
}
