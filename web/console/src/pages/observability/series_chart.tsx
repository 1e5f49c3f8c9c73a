import { Skeleton } from "@mantine/core";
import type { Series } from "@/api/observability";
import { useNumberLocale } from "@/app/preferences";
import { useDrawing } from "@/components/use_drawing";
import { useT } from "@/messages/use_t";
import { formatFigure } from "./figures";
import classes from "./observability.module.css";

const load = () => import("./line_chart").then((chart) => chart.drawLineChart);
const height = 140;

/** A panel with the newest value in figures and the series as lines; all have one unit. */
export function SeriesChart({ title, series }: { title: string; series: Series[] }) {
  const t = useT();
  const locale = useNumberLocale();
  const { box, ready } = useDrawing(load, series);

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
