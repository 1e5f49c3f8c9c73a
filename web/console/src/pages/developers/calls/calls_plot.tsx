import { Skeleton } from "@mantine/core";
import { useMemo } from "react";
import { useDateLocale } from "@/app/preferences";
import { useDrawing } from "@/components/use_drawing";
import { formatShort } from "@/format/time";
import { useT } from "@/messages/use_t";
import type { Plot } from "@/pages/usage/usage_chart";
import type { CallSlot } from "./calls_query";
import { latencyText } from "./slots";

const load = () => import("@/pages/usage/usage_chart").then((chart) => chart.drawUsageChart);
const height = 220;

interface Props {
  slots: CallSlot[];
  /** Calls by how they went, or how long all but 1 % took. */
  shows: "calls" | "latency";
  summary: string;
}

/** One figure over time. */
export function CallsPlot({ slots, shows, summary }: Props) {
  const t = useT();
  const locale = useDateLocale();
  const plot = useMemo((): Plot => {
    const label = (at: string) => formatShort(at, locale);
    if (shows === "latency") {
      return {
        shape: "line",
        unit: "1",
        series: [{ name: "p99", tone: "good" }],
        days: slots.map((slot) => ({
          label: label(slot.at),
          title: label(slot.at),
          values: [slot.p99_us / 1000],
          texts: [latencyText(slot.p99_us)],
        })),
      };
    }
    return {
      shape: "bars",
      unit: "1",
      series: [
        { name: t("portal.calls_fine"), tone: "good" },
        { name: t("portal.calls_refused"), tone: "odd" },
        { name: t("portal.calls_failed"), tone: "bad" },
      ],
      days: slots.map((slot) => {
        const values = [slot.calls - slot.refused - slot.failed, slot.refused, slot.failed];
        return { label: label(slot.at), title: label(slot.at), values, texts: values.map(String) };
      }),
    };
  }, [slots, shows, locale, t]);
  const { box, ready } = useDrawing(load, plot);
  return (
    <div role="img" aria-label={summary} style={{ position: "relative", height }}>
      {!ready && <Skeleton height={height} />}
      <div ref={box} style={{ position: "absolute", inset: 0 }} />
    </div>
  );
}
