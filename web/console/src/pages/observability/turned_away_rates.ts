import type { LimitsReading } from "@/api/limits";
import type { SeriesPoint } from "@/api/observability";

/** Reasons that people would do different things about. */
export const turnedAwayKinds = ["limit", "load", "turns"] as const;
export type TurnedAwayKind = (typeof turnedAwayKinds)[number];

const kinds = new Map<string, TurnedAwayKind>([
  ["load", "load"],
  ["queue_full", "turns"],
  ["waited_too_long", "turns"],
]);

/** Whatever else turns requests away is a limit that somebody set. */
export function kindOf(reason: string): TurnedAwayKind {
  return kinds.get(reason) ?? "limit";
}

function totalOf({ state }: LimitsReading, counts: (reason: string) => boolean): number {
  return state.turned_away
    .filter(({ reason }) => counts(reason))
    .reduce((sum, { requests }) => sum + requests, 0);
}

/** Requests a second between two readings. A total that fell is of a process that began anew. */
export function rateBetween(
  before: LimitsReading,
  after: LimitsReading,
  counts: (reason: string) => boolean,
): number {
  const seconds = (after.at - before.at) / 1000;
  if (seconds <= 0) return 0;
  const [was, is] = [totalOf(before, counts), totalOf(after, counts)];
  return (is >= was ? is - was : is) / seconds;
}

/** The rate at each reading but the first, of which nothing is known. */
export function ratesOf(
  readings: LimitsReading[],
  counts: (reason: string) => boolean,
): SeriesPoint[] {
  return readings.slice(1).flatMap((after, index) => {
    const before = readings[index];
    if (before === undefined) return [];
    const at = new Date(after.at).toISOString();
    return [{ at, value: rateBetween(before, after, counts) }];
  });
}
