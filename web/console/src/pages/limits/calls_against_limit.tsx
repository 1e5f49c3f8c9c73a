import { SegmentedControl, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { useDrawing } from "@/components/use_drawing";
import { formatCount } from "@/format/amount_text";
import { formatShort } from "@/format/time";
import { useT } from "@/messages/use_t";
import {
  callsQuery,
  spans,
  type Span,
  type TenantCalls,
} from "@/pages/developers/calls/calls_query";
import { everySlot } from "@/pages/developers/calls/slots";
import type { Plot } from "@/pages/usage/usage_chart";
import classes from "@/pages/usage/usage.module.css";
import { allowedInSlot } from "./allowed_in_slot";

const load = () => import("@/pages/usage/usage_chart").then((chart) => chart.drawUsageChart);
const height = 220;

interface Limit {
  quota: number;
  windowSeconds: number;
}

function CallsPlot({ calls, quota, windowSeconds }: Limit & { calls: TenantCalls }) {
  const t = useT();
  const locale = useNumberLocale();
  const dates = useDateLocale();
  const slotSeconds = calls.slot_seconds;
  const allowed = allowedInSlot(quota, windowSeconds, slotSeconds);
  const plot = useMemo((): Plot => {
    const slots = everySlot(calls.slots, calls.from, calls.to, slotSeconds);
    const text = t("limits.line", { allowed: formatCount(allowed, locale) });
    return {
      shape: "bars",
      unit: "1",
      limits: [{ value: allowed, text }],
      series: [
        { name: t("usage.succeeded"), tone: "good" },
        { name: t("usage.refused", { meter: "calls" }), tone: "odd" },
        { name: t("usage.failed"), tone: "bad" },
      ],
      days: slots.map((slot) => {
        const label = formatShort(slot.at, dates);
        const values = [slot.calls - slot.refused - slot.failed, slot.refused, slot.failed];
        const texts = values.map((value) => formatCount(value, locale));
        return { label, title: label, values, texts };
      }),
    };
  }, [calls, slotSeconds, allowed, locale, dates, t]);
  const { box, ready } = useDrawing(load, plot);
  const busiest = Math.max(0, ...calls.slots.map((slot) => slot.calls));
  const summary = t("limits.chart", {
    busiest: formatCount(busiest, locale),
    minutes: Math.round(slotSeconds / 60),
    allowed: formatCount(allowed, locale),
  });
  return (
    <>
      <p className="quiet">{summary}</p>
      <div role="img" aria-label={summary} style={{ position: "relative", height }}>
        {!ready && <Skeleton height={height} />}
        <div ref={box} style={{ position: "absolute", inset: 0 }} />
      </div>
    </>
  );
}

/** The tenant's calls over the last hours, with what its limit lets through in the long run as a line. */
export function CallsAgainstLimit({ quota, windowSeconds }: Limit) {
  const t = useT();
  const [hours, setHours] = useState<Span>(6);
  const query = useQuery(callsQuery({ hours }));
  const calls = query.data;
  return (
    <section className={`surface ${classes["panel"]}`} style={{ marginBlockStart: 16 }}>
      <div className={classes["bar"]}>
        <Title order={3}>{t("limits.calls")}</Title>
        <SegmentedControl
          aria-label={t("usage.span")}
          value={String(hours)}
          onChange={(value) => setHours(spans.find((one) => String(one) === value) ?? hours)}
          data={spans.map((one) => ({
            value: String(one),
            label: t("limits.last_hours", { hours: one }),
          }))}
        />
      </div>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={height} />}
      {calls?.slots.length === 0 && (
        <EmptyState title={t("limits.no_calls")} detail={t("limits.no_calls_detail")} />
      )}
      {calls !== undefined && calls.slots.length > 0 && (
        <CallsPlot calls={calls} quota={quota} windowSeconds={windowSeconds} />
      )}
    </section>
  );
}
