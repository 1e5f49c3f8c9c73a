import type { ReplayPreview } from "@/api/webhooks";

export interface ReplayTotals {
  queued: number;
  waiting: number;
  /** The rest is behind the most that one replay looks at. */
  more: boolean;
}

/** What a replay of the chosen types would do; none chosen: of all. */
export function replayTotals(preview: ReplayPreview, chosen: string[]): ReplayTotals {
  const lines = preview.types.filter(({ type }) => chosen.length === 0 || chosen.includes(type));
  const sum = (pick: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + pick(line), 0);
  const looked = preview.types.reduce((all, line) => all + line.queued + line.waiting, 0);
  return {
    queued: sum((line) => line.queued),
    waiting: sum((line) => line.waiting),
    more: looked >= preview.most,
  };
}
