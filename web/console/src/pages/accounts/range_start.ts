import type { Range } from "@/app/search_params";

const days: Record<Exclude<Range, "all">, number> = { day: 1, week: 7, month: 30, quarter: 91 };

/**
 * Where a period that ends now begins; undefined for all of time. Not before the account was
 * opened, so that a new one's chart is no empty plain. Cut to the minute, so that looking again
 * within it finds the same answer.
 */
export function rangeStart(range: Range, now: number, opened: string): string | undefined {
  if (range === "all") return undefined;
  const minute = 60_000;
  const start = Math.floor((now - days[range] * 86_400_000) / minute) * minute;
  return Date.parse(opened) > start ? opened : new Date(start).toISOString();
}

/** The first instant of a local day "2026-11-21", or undefined when it is no day. */
export function dayStart(day: string | undefined): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The last instant of a local day, to the nanosecond. */
export function dayEnd(day: string | undefined): string | undefined {
  const date = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace("Z", "999999Z");
}
