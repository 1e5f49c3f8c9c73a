import type { BlockedRequest } from "@/api/gateway";

/** How often a rule blocked, among the requests that are known. */
export interface RuleCount {
  step: string;
  rule: string;
  outcome: BlockedRequest["outcome"];
  requests: number;
  /** When it did last. */
  at: string;
}

/** The busiest rule first; `blocked` has the newest first. */
export function countRules(blocked: BlockedRequest[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const { step, rule, outcome, at } of blocked) {
    const key = `${step} ${outcome} ${rule}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { step, rule, outcome, requests: 1, at });
    else known.requests += 1;
  }
  return [...counts.values()].sort((a, b) => b.requests - a.requests);
}
