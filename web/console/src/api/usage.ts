import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";

export type Limit = "users" | "api_keys" | "calls" | "storage_bytes";

export interface LimitUsage {
  limit: Limit;
  used: number;
  /** Absent: any number. */
  allowed?: number;
}

export interface Usage {
  /** Empty: none was set. */
  plan: string;
  limits: LimitUsage[];
}

export const usageQuery = queryOptions({
  queryKey: ["usage"],
  queryFn: ({ signal }) => get<Usage>("/tenant/usage", {}, signal),
});

export const tenantUsageQuery = (id: string) =>
  queryOptions({
    queryKey: ["usage", id],
    queryFn: ({ signal }) => get<Usage>(`/platform/tenants/${id}/usage`, {}, signal),
  });

export const meters = ["calls", "events", "webhook_deliveries", "jobs", "storage_bytes"] as const;
export type Meter = (typeof meters)[number];

export interface Callers {
  person: number;
  api_key: number;
  access_token: number;
  directory: number;
}

export interface UsageDay {
  /** Of UTC: "2026-11-22". */
  day: string;
  value: number;
  refused: number;
  failed: number;
  callers?: Callers;
}

export interface UsageHistory {
  meter: Meter;
  from: string;
  to: string;
  /** Without days on which nothing was counted. */
  days: UsageDay[];
}

/** Figures come every five seconds; a page that is open follows them more slowly. */
const followMs = 30_000;

/** Of one's own tenant, or, for operators, of one that is named. */
export const usageHistoryQuery = (meter: Meter, from: string, to: string, tenant?: string) =>
  queryOptions({
    queryKey: ["usage", "history", tenant, meter, from, to],
    queryFn: ({ signal }) => {
      const of = tenant === undefined ? "/tenant" : `/platform/tenants/${tenant}`;
      return get<UsageHistory>(`${of}/usage/history`, { meter, from, to }, signal);
    },
    refetchInterval: followMs,
  });

export interface Plan {
  name: string;
  users?: number;
  api_keys?: number;
  /** A month. */
  calls?: number;
  storage_bytes?: number;
  reason?: string;
}

export function setPlan(id: string, plan: Plan) {
  return write<Usage>("PUT", `/platform/tenants/${id}/plan`, plan);
}
