import { SegmentedControl, Select, Skeleton, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Ledger } from "@/api/ledgers";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { useDrawing } from "@/components/use_drawing";
import { formatAmount, formatCount } from "@/format/amount_text";
import { toPixelNumber } from "@/format/decimal";
import { useT } from "@/messages/use_t";
import { totalOf, type Activity } from "./activity";
import classes from "./overview.module.css";

const load = () => import("./bar_chart").then((chart) => chart.drawBarChart);
const height = 200;

interface Props {
  activity: Activity;
  /** To choose from, and which is chosen. */
  ledgers: Ledger[];
  onLedger: (ledger: string) => void;
}

/** How much moved on each day, or how often. */
export function ActivityChart({ activity, ledgers, onLedger }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const dates = useDateLocale();
  const [shows, setShows] = useState<"amount" | "count">("amount");
  const bars = useMemo(() => {
    const day = (start: number, weekday: boolean) =>
      new Intl.DateTimeFormat(dates, {
        day: "numeric",
        month: "short",
        ...(weekday ? { weekday: "long" as const } : {}),
      }).format(start);
    return activity.days.map((one) => ({
      label: day(one.start, false),
      title: day(one.start, true),
      height: shows === "count" ? one.count : toPixelNumber(one.amount.amount),
      text: shows === "count" ? formatCount(one.count, locale) : formatAmount(one.amount, locale),
    }));
  }, [activity, shows, locale, dates]);
  const { box, ready } = useDrawing(load, bars);
  const { count, amount } = totalOf(activity.days);
  const summary = t("overview.activity_summary", {
    count,
    text: formatCount(count, locale),
    amount: amount === undefined ? "" : formatAmount(amount, locale),
  });
  return (
    <section className={`surface ${classes["panel"]}`}>
      <div className={classes["panelHead"]}>
        <Title order={2}>{t("overview.activity")}</Title>
        <div className={classes["choices"]}>
          {ledgers.length > 1 && (
            <Select
              size="xs"
              w={170}
              aria-label={t("ledgers.ledger")}
              allowDeselect={false}
              data={ledgers.map(({ id, name }) => ({ value: id, label: name }))}
              value={activity.ledger}
              onChange={(ledger) => ledger !== null && onLedger(ledger)}
            />
          )}
          <SegmentedControl
            aria-label={t("overview.shows")}
            value={shows}
            onChange={(value) => setShows(value as "amount" | "count")}
            data={[
              { value: "amount", label: t("overview.by_amount") },
              { value: "count", label: t("overview.by_count") },
            ]}
          />
        </div>
      </div>
      <div role="img" aria-label={summary} style={{ position: "relative", height }}>
        {!ready && <Skeleton height={height} />}
        <div ref={box} style={{ position: "absolute", inset: 0 }} />
      </div>
    </section>
  );
}
