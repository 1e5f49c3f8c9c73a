import type { Series } from "@/api/observability";
import { useT } from "@/messages/use_t";
import classes from "./observability.module.css";
import { pick, type Panel } from "./panels";
import { SeriesChart } from "./series_chart";

/** Charts of the server's series side by side. */
export function SeriesPanels({ panels, series }: { panels: Panel[]; series: Series[] }) {
  const t = useT();
  return (
    <div className={classes["panels"]}>
      {panels.map((panel) => (
        <SeriesChart key={panel.title} title={t(panel.title)} series={pick(series, panel, t)} />
      ))}
    </div>
  );
}
