import { Skeleton, useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import type { StepChart, StepPoint } from "./step_chart";

interface Props {
  points: StepPoint[];
  /** What the chart shows, in a sentence: it stands in for the picture. */
  summary: string;
  height?: number;
}

/** A balance over time. The chart library is loaded when the first chart is drawn. */
export function Chart({ points, summary, height = 220 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<StepChart | null>(null);
  const [ready, setReady] = useState(false);
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const locale = useNumberLocale();
  const dates = useDateLocale();

  useEffect(() => {
    let gone = false;
    const element = box.current;
    const observer = new ResizeObserver(() => chart.current?.resize());
    void import("./step_chart").then(({ drawStepChart }) => {
      if (gone || element === null) return;
      chart.current = drawStepChart(element);
      observer.observe(element);
      setReady(true);
    });
    return () => {
      gone = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    if (ready) chart.current?.show(points, { locale, dates });
  }, [ready, points, locale, dates, scheme]);

  return (
    <div role="img" aria-label={summary} style={{ position: "relative", height }}>
      {!ready && <Skeleton height={height} />}
      <div ref={box} style={{ position: "absolute", inset: 0 }} />
    </div>
  );
}
