import type { Meter, UsageDay } from "@/api/usage";
import { useNumberLocale } from "@/app/preferences";
import { formatPercent } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { changeInPercent } from "@/pages/overview/activity";
import { figureText } from "./figure_text";
import classes from "./usage.module.css";
import { callersOf, monthTotals } from "./usage_days";

function Tile({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div className={`surface ${classes["tile"]}`}>
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
      {note !== undefined && <dd className={classes["note"]}>{note}</dd>}
    </div>
  );
}

interface Props {
  meter: Meter;
  /** This month's and the last one's at least. */
  days: UsageDay[];
  today: string;
}

/** This month against the last one, and by whom. */
export function UsageTotals({ meter, days, today }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const text = (value: number) => figureText(meter, value, locale);
  if (meter === "storage_bytes") {
    const measured = days.filter(({ value }) => value > 0);
    const newest = measured.at(-1)?.value ?? 0;
    const largest = Math.max(0, ...measured.map(({ value }) => value));
    return (
      <dl className={classes["tiles"]}>
        <Tile name={t("usage.now")} value={text(newest)} note={t("usage.measured")} />
        <Tile name={t("usage.largest")} value={text(largest)} />
      </dl>
    );
  }
  const { thisMonth, lastMonth, lastMonthSoFar } = monthTotals(days, today);
  const change = changeInPercent(lastMonthSoFar.value, thisMonth.value);
  const signed =
    change === undefined
      ? t("usage.none_before")
      : t("usage.change", {
          percent: `${change < 0 ? "\u2212" : "+"}${formatPercent(Math.abs(change), locale)}`,
        });
  const callers = callersOf(days.filter(({ day }) => day.slice(0, 7) === today.slice(0, 7)));
  return (
    <dl className={classes["tiles"]}>
      <Tile name={t("usage.this_month")} value={text(thisMonth.value)} note={signed} />
      <Tile name={t("usage.last_month")} value={text(lastMonth.value)} />
      <Tile
        name={t("usage.not_well")}
        value={text(thisMonth.refused + thisMonth.failed)}
        note={t("usage.of_these_failed", { failed: text(thisMonth.failed) })}
      />
      {meter === "calls" && (
        <Tile
          name={t("usage.by_programs")}
          value={text(callers.api_key + callers.access_token + callers.directory)}
          note={t("usage.by_people", { count: text(callers.person) })}
        />
      )}
    </dl>
  );
}
