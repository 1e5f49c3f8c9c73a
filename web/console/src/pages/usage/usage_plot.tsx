import { Skeleton } from "@mantine/core";
import { useMemo } from "react";
import type { Meter, UsageDay } from "@/api/usage";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { useDrawing } from "@/components/use_drawing";
import { useT } from "@/messages/use_t";
import { figureText } from "./figure_text";
import type { Plot, PlottedDay } from "./usage_chart";
import { monthSoFar, totalsOf } from "./usage_days";

const load = () => import("./usage_chart").then((chart) => chart.drawUsageChart);
const height = 260;

export type Shows = "day" | "month";

interface Props {
  meter: Meter;
  days: UsageDay[];
  shows: Shows;
  /** What the plan allows of the meter: in a month, or at any time. */
  allowed?: number | undefined;
  /** Calls of a month after which all further ones are refused. */
  quota?: number | undefined;
}

/** What is drawn of each day, in the order of the series. */
function valuesOf(one: UsageDay): number[] {
  return [one.value - one.refused - one.failed, one.refused, one.failed];
}

/** A meter day by day. The chart library is loaded when the first chart is drawn. */
export function UsagePlot({ meter, days, shows, allowed, quota }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const dates = useDateLocale();
  const plot = useMemo((): Plot => {
    const dayText = (day: string, long: boolean) =>
      new Intl.DateTimeFormat(dates, {
        day: "numeric",
        month: "short",
        timeZone: "UTC",
        ...(long ? { weekday: "long" as const, year: "numeric" as const } : {}),
      }).format(Date.parse(day));
    const plotted = (day: string, values: number[]): PlottedDay => ({
      label: dayText(day, false),
      title: dayText(day, true),
      values,
      texts: values.map((value) => figureText(meter, value, locale)),
    });
    const stored = meter === "storage_bytes";
    const line = (id: "usage.limit_line" | "usage.quota_line", value: number | undefined) =>
      value === undefined
        ? []
        : [{ value, text: t(id, { allowed: figureText(meter, value, locale) }) }];
    const limits = [...line("usage.limit_line", allowed), ...line("usage.quota_line", quota)];
    const unit = stored ? "bytes" : "1";
    if (stored || shows === "month") {
      const points = stored ? days : monthSoFar(days);
      return {
        shape: "line",
        unit,
        limits,
        series: [{ name: t("usage.meter", { meter }), tone: "good" }],
        days: points.map(({ day, value }) => plotted(day, [value])),
      };
    }
    return {
      shape: "bars",
      unit,
      series: [
        { name: t("usage.succeeded"), tone: "good" },
        { name: t("usage.refused", { meter }), tone: "odd" },
        { name: t("usage.failed"), tone: "bad" },
      ],
      days: days.map((one) => plotted(one.day, valuesOf(one))),
    };
  }, [meter, days, shows, allowed, quota, locale, dates, t]);
  const { box, ready } = useDrawing(load, plot);
  const summary = t("usage.summary", {
    meter,
    days: days.length,
    figure: figureText(
      meter,
      meter === "storage_bytes" ? (days.at(-1)?.value ?? 0) : totalsOf(days).value,
      locale,
    ),
  });
  return (
    <div role="img" aria-label={summary} style={{ position: "relative", height }}>
      {!ready && <Skeleton height={height} />}
      <div ref={box} style={{ position: "absolute", inset: 0 }} />
    </div>
  );
}
