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
