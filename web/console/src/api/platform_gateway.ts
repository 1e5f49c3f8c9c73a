import { queryOptions } from "@tanstack/react-query";
import type { GatewayRules } from "./gateway";
import { getTagged, write } from "./http";

export const forwardingFields = ["x_forwarded_for", "forwarded"] as const;
export const upstreamUses = ["forward", "mirror"] as const;

/** The kinds of request whose size can be limited; what the server tells of itself is always served. */
export const limitedRoutes = [
  "operation",
  "calls",
  "upload",
  "hook",
  "door",
  "socket",
  "files",
] as const;
export type LimitedRoute = (typeof limitedRoutes)[number];

export interface RouteLimits {
  route: LimitedRoute;
  head_bytes?: number;
  fields?: number;
  body_bytes?: number;
}

/** Which requests another server answers, or gets a copy of. */
export interface UpstreamRule {
  name: string;
  path: string;
  upstream: string;
  use: (typeof upstreamUses)[number];
  percent?: number;
  /** Whether limits are kept here for what is forwarded; they are unless said. */
  limited?: boolean;
  header?: string;
  value?: string;
}

/** What operators say of all requests. */
export interface PlatformPolicy {
  rules: GatewayRules;
  trusted_proxies: string[];
  forwarding_field: (typeof forwardingFields)[number];
  limits: RouteLimits[];
  upstreams: UpstreamRule[];
  tenant_domain?: string;
}

export interface Maintenance {
  on: boolean;
  message: string;
  retry_after_seconds: number;
}

const matching = (ifMatch: string | undefined) => (ifMatch === undefined ? {} : { ifMatch });

export const policyQuery = queryOptions({
  queryKey: ["platform-gateway", "policy"],
  queryFn: () => getTagged<PlatformPolicy>("/platform/gateway"),
});

/** The body of a change that makes any policy this one. */
export function changeOf({ tenant_domain: domain, ...policy }: PlatformPolicy, reason: string) {
  return {
    ...policy,
    ...(domain === undefined ? { no_tenant_domain: true } : { tenant_domain: domain }),
    ...(reason === "" ? {} : { reason }),
  };
}

export function changePolicy(policy: PlatformPolicy, reason: string, ifMatch: string | undefined) {
  const body = changeOf(policy, reason);
  return write<PlatformPolicy>("PATCH", "/platform/gateway", body, matching(ifMatch));
}

/** Somebody else may turn it on or off; the banner that says so is above every page. */
const followMs = 30_000;

export const maintenanceQuery = queryOptions({
  queryKey: ["platform-gateway", "maintenance"],
  queryFn: () => getTagged<Maintenance>("/platform/gateway/maintenance"),
  staleTime: followMs,
  refetchInterval: followMs,
});

/** As asked for; empty words and times that are not given are the server's own. */
export interface MaintenanceChange {
  on: boolean;
  message?: string;
  retry_after_seconds?: number;
  reason?: string;
}

export function setMaintenance(change: MaintenanceChange, ifMatch: string | undefined) {
  const path = "/platform/gateway/maintenance";
  return write<Maintenance>("PUT", path, change, matching(ifMatch));
}
