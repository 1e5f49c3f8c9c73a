import { Skeleton } from "@mantine/core";
import type { StepPoint } from "./step_chart";
import { useDrawing } from "./use_drawing";

interface Props {
  points: StepPoint[];
  /** What the chart shows, in a sentence: it stands in for the picture. */
  summary: string;
  height?: number;
}

const load = () => import("./step_chart").then((chart) => chart.drawStepChart);

/** A balance over time. The chart library is loaded when the first chart is drawn. */
export function Chart({ points, summary, height = 220 }: Props) {
  const { box, ready } = useDrawing(load, points);
  return (
    <div role="img" aria-label={summary} style={{ position: "relative", height }}>
      {!ready && <Skeleton height={height} />}
      <div ref={box} style={{ position: "absolute", inset: 0 }} />
    </div>
  );
}
