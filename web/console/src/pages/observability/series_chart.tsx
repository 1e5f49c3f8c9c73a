import { Skeleton, useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Series } from "@/api/observability";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import { formatFigure } from "./figures";
import type { LineChartHandle } from "./line_chart";
import classes from "./observability.module.css";

const height = 140;

/** A panel with the newest value in figures and the series as lines; all have one unit. */
export function SeriesChart({ title, series }: { title: string; series: Series[] }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<LineChartHandle | null>(null);
  const [ready, setReady] = useState(false);
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const locale = useNumberLocale();
  const dates = useDateLocale();

  useEffect(() => {
    let gone = false;
    const element = box.current;
    const observer = new ResizeObserver(() => chart.current?.resize());
    void import("./line_chart").then(({ drawLineChart }) => {
      if (gone || element === null) return;
      chart.current = drawLineChart(element);
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
    if (ready) chart.current?.show(series, { locale, dates });
  }, [ready, series, locale, dates, scheme]);

  const newest = series.map((one) => {
    const value = one.points.at(-1)?.value;
    const text =
      value === undefined ? t("observability.no_value") : formatFigure(value, one.unit, locale);
    return series.length === 1 ? text : `${one.title}: ${text}`;
  });
  return (
    <section className={`surface ${classes["panel"]}`}>
      <h2 className={classes["panel_title"]}>{title}</h2>
      <p className={`figures ${classes["newest"]}`}>{newest.join(" · ")}</p>
      <div role="img" aria-label={`${title}: ${newest.join(", ")}`} className={classes["chart"]}>
        {!ready && <Skeleton height={height} />}
        <div ref={box} className={classes["canvas"]} />
      </div>
    </section>
  );
}
