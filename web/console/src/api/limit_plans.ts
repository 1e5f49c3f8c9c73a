import { queryOptions } from "@tanstack/react-query";
import { get, getTagged, write } from "./http";

/** What may be asked in what time: one setting each. */
export const rateNames = ["tenant", "read", "write", "bulk", "user", "key", "address"] as const;
export type RateName = (typeof rateNames)[number];

export interface Rate {
  quota: number;
  window_seconds: number;
}

/** What is absent is not limited. */
export type LimitSettings = Partial<Record<RateName, Rate>> & {
  /** Queries and commands at once, on each event loop. */
  at_work?: number;
  calls_a_month?: number;
};

export interface LimitPlan {
  name: string;
  limits: LimitSettings;
}

/** What a tenant has: a plan, `default` unless said, and what holds in place of what that says. */
export interface TenantLimits {
  plan?: string;
  limits: LimitSettings;
}

/** Of the plan that holds for every tenant without another, and for strangers. */
export const defaultPlan = "default";

const path = "/platform/limits/plans";
const pathOf = (name: string) => `${path}/${encodeURIComponent(name)}`;
const matching = (tag: string | undefined) => (tag === undefined ? {} : { ifMatch: tag });

export const limitPlansQuery = queryOptions({
  queryKey: ["limit-plans"],
  queryFn: ({ signal }) =>
    get<{ items: LimitPlan[] }>(path, {}, signal).then((reply) => reply.items),
});

/** With the tag of what was seen, for changing it. */
export const limitPlanQuery = (name: string) =>
  queryOptions({
    queryKey: ["limit-plans", name],
    queryFn: () => getTagged<LimitPlan>(pathOf(name)),
  });

export function setLimitPlan(
  { name, limits }: LimitPlan,
  reason: string,
  tag: string | undefined,
): Promise<LimitPlan> {
  const body = reason === "" ? { limits } : { limits, reason };
  return write<LimitPlan>("PUT", pathOf(name), body, matching(tag));
}

export function removeLimitPlan(name: string, tag: string | undefined): Promise<void> {
  return write<void>("DELETE", pathOf(name), undefined, matching(tag));
}

export const tenantLimitsQuery = (id: string) =>
  queryOptions({
    queryKey: ["limit-plans", "of-tenant", id],
    queryFn: () => getTagged<TenantLimits>(`/platform/tenants/${id}/limits`),
  });

export function setTenantLimits(
  id: string,
  limits: TenantLimits,
  reason: string,
  tag: string | undefined,
): Promise<TenantLimits> {
  const body = reason === "" ? limits : { ...limits, reason };
  return write<TenantLimits>("PUT", `/platform/tenants/${id}/limits`, body, matching(tag));
}
