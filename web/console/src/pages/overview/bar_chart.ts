import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Drawing } from "@/components/use_drawing";
import { formatCompact } from "@/format/amount_text";

register([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface Bar {
  /** Under the bar, and in full over the figure. */
  label: string;
  title: string;
  /** As high as this; the text is what people read. */
  height: number;
  text: string;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--sangam-${name}`).trim();
}

function tooltip(bar: Bar | undefined): HTMLElement {
  const box = document.createElement("div");
  const figure = document.createElement("b");
  figure.textContent = bar?.text ?? "";
  const title = document.createElement("div");
  title.textContent = bar?.title ?? "";
  box.append(title, figure);
  return box;
}

/** One bar a day. Labels and figures come as exact texts. */
export function drawBarChart(element: HTMLElement): Drawing<Bar[]> {
  const chart = init(element, null, { renderer: "svg" });
  return {
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
    show: (bars, { locale }) => {
      const label = { color: colour("quiet"), fontSize: 11, hideOverlap: true };
      const bare = { axisLine: { show: false }, axisTick: { show: false } };
      chart.setOption(
        {
          animation: false,
          grid: { left: 4, right: 4, top: 10, bottom: 2, containLabel: true },
          xAxis: {
            type: "category",
            ...bare,
            axisLabel: label,
            data: bars.map((bar) => bar.label),
          },
          yAxis: {
            type: "value",
            splitNumber: 3,
            ...bare,
            splitLine: { lineStyle: { color: colour("grid") } },
            axisLabel: {
              ...label,
              formatter: (value: number) => formatCompact(value, locale),
            },
          },
          tooltip: {
            trigger: "axis",
            axisPointer: { type: "shadow", shadowStyle: { color: colour("hover"), opacity: 0.6 } },
            backgroundColor: colour("surface"),
            borderColor: colour("border"),
            textStyle: { color: colour("text"), fontSize: 12 },
            formatter: (items: unknown) =>
              tooltip(bars[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0]),
          },
          series: [
            {
              type: "bar",
              barMaxWidth: 26,
              itemStyle: { borderRadius: [3, 3, 0, 0] },
              color: colour("accent"),
              data: bars.map((bar) => bar.height),
            },
          ],
        },
        { notMerge: true },
      );
    },
  };
}
