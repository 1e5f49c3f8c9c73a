import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Amount } from "@/api/ledgers";
import { toPixelNumber } from "@/format/decimal";
import { formatAmount, formatCompact } from "@/format/amount_text";
import { formatTimestamp } from "@/format/time";
import type { Drawing } from "./use_drawing";

register([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface StepPoint {
  timestamp: string;
  value: Amount;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--sangam-${name}`).trim();
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A line that holds its value until the next point. Labels come from the exact strings. */
export function drawStepChart(element: HTMLElement): Drawing<StepPoint[]> {
  const chart = init(element, null, { renderer: "svg" });
  return {
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
    show: (points, { locale, dates }) => {
      const axis = {
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: colour("quiet"), fontSize: 11, hideOverlap: true },
        splitLine: { lineStyle: { color: colour("grid") } },
      };
      chart.setOption(
        {
          animation: false,
          grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
          xAxis: { type: "time", ...axis, splitLine: { show: false } },
          yAxis: {
            type: "value",
            scale: true,
            splitNumber: 4,
            ...axis,
            axisLabel: {
              ...axis.axisLabel,
              formatter: (value: number) => formatCompact(value, locale),
            },
          },
          tooltip: {
            trigger: "axis",
            backgroundColor: colour("surface"),
            borderColor: colour("border"),
            textStyle: { color: colour("text"), fontSize: 12 },
            formatter: (items: unknown) => {
              const index = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
              const point = points[index];
              if (point === undefined) return "";
              const when = formatTimestamp(point.timestamp, dates);
              return `${escapeHtml(when)}<br><b>${escapeHtml(formatAmount(point.value, locale))}</b>`;
            },
          },
          series: [
            {
              type: "line",
              step: "end",
              showSymbol: points.length < 2,
              lineStyle: { width: 1.75 },
              color: colour("accent"),
              areaStyle: { opacity: 0.08 },
              data: points.map((point) => [
                Date.parse(point.timestamp),
                toPixelNumber(point.value.amount),
              ]),
            },
          ],
        },
        { notMerge: true },
      );
    },
  };
}
