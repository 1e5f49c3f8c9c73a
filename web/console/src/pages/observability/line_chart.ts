import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Series } from "@/api/observability";
import { formatTimestamp } from "@/format/time";
import type { Drawing } from "@/components/use_drawing";
import { formatFigure } from "./figures";

register([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

interface Hovered {
  seriesName: string;
  value: [number, number];
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--sangam-${name}`).trim();
}

/** Told apart in both colour schemes. */
function tones(): string[] {
  const root = getComputedStyle(document.documentElement);
  return [
    colour("accent"),
    root.getPropertyValue("--mantine-color-orange-6").trim(),
    colour("quiet"),
  ];
}

function tooltip(items: Hovered[], unit: string, locale: string, dates: string): HTMLElement {
  const box = document.createElement("div");
  const first = items[0];
  if (first !== undefined)
    box.append(formatTimestamp(new Date(first.value[0]).toISOString(), dates));
  for (const item of items) {
    const line = document.createElement("div");
    const figure = document.createElement("b");
    figure.textContent = formatFigure(item.value[1], unit, locale);
    line.append(`${item.seriesName} `, figure);
    box.append(line);
  }
  return box;
}

/** Some series of one unit over time. */
export function drawLineChart(element: HTMLElement): Drawing<Series[]> {
  const chart = init(element, null, { renderer: "svg" });
  return {
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
    show: (series, { locale, dates }) => {
      const unit = series[0]?.unit ?? "1";
      const label = { color: colour("quiet"), fontSize: 11, hideOverlap: true };
      const bare = { axisLine: { show: false }, axisTick: { show: false } };
      const colours = tones();
      chart.setOption(
        {
          animation: false,
          grid: { left: 4, right: 12, top: 10, bottom: 2, containLabel: true },
          xAxis: { type: "time", ...bare, axisLabel: label, splitLine: { show: false } },
          yAxis: {
            type: "value",
            min: 0,
            splitNumber: 3,
            ...bare,
            axisLabel: { ...label, formatter: (v: number) => formatFigure(v, unit, locale) },
            splitLine: { lineStyle: { color: colour("grid") } },
          },
          tooltip: {
            trigger: "axis",
            backgroundColor: colour("surface"),
            borderColor: colour("border"),
            textStyle: { color: colour("text"), fontSize: 12 },
            formatter: (items: unknown) => tooltip(items as Hovered[], unit, locale, dates),
          },
          series: series.map((one, index) => ({
            type: "line",
            name: one.title,
            showSymbol: one.points.length < 2,
            lineStyle: { width: 1.75 },
            color: colours[index % colours.length],
            areaStyle: series.length === 1 ? { opacity: 0.08 } : undefined,
            data: one.points.map((point) => [Date.parse(point.at), point.value]),
          })),
        },
        { notMerge: true },
      );
    },
  };
}
