import { queryOptions } from "@tanstack/react-query";
import { get } from "./http";

export type RateLimitName = "tenant" | "read" | "write" | "bulk" | "user" | "key";

export interface RateLimit {
  limit: RateLimitName;
  quota: number;
  window_seconds: number;
  remaining: number;
}

export interface EffectiveLimits {
  plan: string;
  limits: RateLimit[];
  /** Queries and commands at once, on each event loop. */
  at_work?: number;
  calls_a_month?: { used: number; allowed: number };
  /** Whether all processes count together. */
  shared: boolean;
}

/** What is left changes with every request; the page shows how it flows back. */
const followMs = 5_000;

export const limitsQuery = queryOptions({
  queryKey: ["limits"],
  queryFn: ({ signal }) => get<EffectiveLimits>("/limits", {}, signal),
  refetchInterval: followMs,
});

/** Why requests were turned away before they ran. */
export interface TurnedAway {
  reason: string;
  /** Since the process started. */
  requests: number;
}

/** What limits and load are at, of the process that answers. */
export interface LimitsState {
  to_be_shared: boolean;
  shared: boolean;
  /** 0: nothing; 1: strangers and bulk; 2: queries too; 3: all but operators. */
  shedding: number;
  loop_lag_ms: number;
  cpu_pressure: number;
  at_work: number;
  waiting: number;
  buckets: number;
  turned_away: TurnedAway[];
}

/** The state as it was read at a time of this browser, in milliseconds. */
export interface LimitsReading {
  at: number;
  state: LimitsState;
}

/** Half an hour of readings. */
const mostReadings = (30 * 60_000) / followMs;

/** The server tells totals: the readings since the page was opened tell how they grow. */
export const limitsReadingsQuery = queryOptions({
  queryKey: ["platform-limits", "readings"],
  queryFn: async ({ client, signal }): Promise<LimitsReading[]> => {
    const state = await get<LimitsState>("/platform/limits", {}, signal);
    const before = client.getQueryData<LimitsReading[]>(["platform-limits", "readings"]) ?? [];
    return [...before, { at: Date.now(), state }].slice(-mostReadings);
  },
  refetchInterval: followMs,
});
