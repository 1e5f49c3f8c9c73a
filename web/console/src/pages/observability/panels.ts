import type { Series } from "@/api/observability";
import type { MessageId } from "@/messages/en";
import type { Translate } from "@/messages/use_t";

/** What one chart of the server's series shows. */
export interface Panel {
  title: MessageId;
  /** Series of one unit, drawn together; each has a word of its own where there are several. */
  lines: [name: string, label?: MessageId][];
}

/** What comes in and what becomes of it. */
export const requestPanels: Panel[] = [
  { title: "observability.requests", lines: [["requests"]] },
  {
    title: "observability.errors",
    lines: [
      ["errors", "observability.failed"],
      ["refusals", "observability.refused"],
    ],
  },
  {
    title: "observability.duration",
    lines: [
      ["duration_median", "observability.median"],
      ["duration_p95", "observability.p95"],
      ["duration_p99", "observability.p99"],
    ],
  },
];

/** What the server does for it. */
export const serverPanels: Panel[] = [
  { title: "observability.database", lines: [["exchanges"]] },
  { title: "observability.database_duration", lines: [["exchange_p99"]] },
  {
    title: "observability.waiting",
    lines: [
      ["pool_waiting", "observability.for_session"],
      ["lane_waiting", "observability.for_lane"],
    ],
  },
  { title: "observability.lanes", lines: [["lane_rows"]] },
  { title: "observability.events", lines: [["events"]] },
  {
    title: "observability.lag",
    lines: [
      ["relay_lag", "observability.outbox"],
      ["consumer_lag", "observability.consumer"],
    ],
  },
  { title: "observability.loop_lag", lines: [["loop_lag"]] },
  { title: "observability.processor", lines: [["processor"]] },
  { title: "observability.memory", lines: [["memory"]] },
];

/** The series of a panel, each with its word. */
export function pick(all: Series[], panel: Panel, t: Translate): Series[] {
  return panel.lines.flatMap(([name, label]) =>
    all
      .filter((series) => series.name === name)
      .map((series) => ({ ...series, title: t(label ?? panel.title) })),
  );
}
