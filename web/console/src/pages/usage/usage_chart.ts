import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Drawing } from "@/components/use_drawing";
import { formatCompact } from "@/format/amount_text";
import { sizeText } from "@/pages/organisation/size_text";

register([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export interface PlottedDay {
  /** Under the day, and in full over its figures. */
  label: string;
  title: string;
  /** One a series. */
  values: number[];
  /** What people read, in the same order. */
  texts: string[];
}

export interface Plot {
  /** Stacked bars, or one line. */
  shape: "bars" | "line";
  series: { name: string; tone: "good" | "odd" | "bad" }[];
  days: PlottedDay[];
  unit: "bytes" | "1";
  /** Lines across it. */
  limits?: LimitLine[];
}

export interface LimitLine {
  value: number;
  text: string;
}

function property(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function tones() {
  return {
    good: property("--sangam-accent"),
    odd: property("--mantine-color-orange-5"),
    bad: property("--mantine-color-red-6"),
  };
}

function tooltip(day: PlottedDay | undefined, names: string[]): HTMLElement {
  const box = document.createElement("div");
  box.append(day?.title ?? "");
  names.forEach((name, index) => {
    const line = document.createElement("div");
    const figure = document.createElement("b");
    figure.textContent = day?.texts[index] ?? "";
    line.append(`${name} `, figure);
    box.append(line);
  });
  return box;
}

function limitLines(limits: LimitLine[]) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: property("--mantine-color-red-6"), type: "dashed", width: 1.5 },
    data: limits.map(({ value, text }) => ({
      yAxis: value,
      label: { formatter: text, position: "insideEndTop", color: property("--sangam-text") },
    })),
  };
}

/** Figures day by day, with what the plan allows as a line. */
export function drawUsageChart(element: HTMLElement): Drawing<Plot> {
  const chart = init(element, null, { renderer: "svg" });
  return {
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
    show: ({ shape, series, days, unit, limits = [] }, { locale }) => {
      const label = { color: property("--sangam-quiet"), fontSize: 11, hideOverlap: true };
      const bare = { axisLine: { show: false }, axisTick: { show: false } };
      const names = series.map(({ name }) => name);
      const colours = tones();
      chart.setOption(
        {
          animation: false,
          grid: { left: 4, right: 8, top: 18, bottom: 2, containLabel: true },
          xAxis: {
            type: "category",
            ...bare,
            boundaryGap: shape === "bars",
            axisLabel: label,
            data: days.map((day) => day.label),
          },
          yAxis: {
            type: "value",
            min: 0,
            // A limit far above would be out of sight.
            ...(limits.length === 0
              ? {}
              : {
                  max: ({ max }: { max: number }) =>
                    Math.max(max, ...limits.map(({ value }) => value * 1.05)),
                }),
            splitNumber: 3,
            minInterval: 1,
            ...bare,
            splitLine: { lineStyle: { color: property("--sangam-grid") } },
            axisLabel: {
              ...label,
              // The end of the axis is beside a line, so its label would lie on the line's.
              showMaxLabel: limits.length === 0,
              formatter: (value: number) =>
                unit === "bytes" ? sizeText(value) : formatCompact(value, locale),
            },
          },
          tooltip: {
            trigger: "axis",
            axisPointer: {
              type: shape === "bars" ? "shadow" : "line",
              shadowStyle: { color: property("--sangam-hover"), opacity: 0.6 },
            },
            backgroundColor: property("--sangam-surface"),
            borderColor: property("--sangam-border"),
            textStyle: { color: property("--sangam-text"), fontSize: 12 },
            formatter: (items: unknown) =>
              tooltip(days[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0], names),
          },
          series: series.map((one, index) => ({
            name: one.name,
            color: colours[one.tone],
            data: days.map((day) => day.values[index]),
            ...(index === 0 && limits.length > 0 ? { markLine: limitLines(limits) } : {}),
            ...(shape === "bars"
              ? { type: "bar", stack: "day", barMaxWidth: 26 }
              : {
                  type: "line",
                  showSymbol: days.length < 2,
                  lineStyle: { width: 1.75 },
                  areaStyle: { opacity: 0.08 },
                }),
          })),
        },
        { notMerge: true },
      );
    },
  };
}
