import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { BlockedOutcome } from "./gateway_steps";
import { get, getTagged, write } from "./http";

/** Whose gateway: the one of the tenant that one is signed in to, or the one before all requests. */
export type GatewayScope = "own" | "platform";

const roots: Record<GatewayScope, string> = { own: "/gateway", platform: "/platform/gateway" };

export const firewallModes = ["off", "detect", "block"] as const;
export const firewallScopes = ["open_routes", "everything"] as const;
export const firewallBodies = ["headers", "full"] as const;
export const agentConfirmations = ["inherit", "writes", "destructive", "never"] as const;

/** What a tenant says of requests to it, and operators of all requests. */
export interface GatewayRules {
  allowed_networks: string[];
  denied_networks: string[];
  allowed_countries: string[];
  denied_countries: string[];
  firewall: (typeof firewallModes)[number];
  firewall_scope: (typeof firewallScopes)[number];
  firewall_body: (typeof firewallBodies)[number];
  cors_origins: string[];
  cors_credentials: boolean;
  agent_confirmation: (typeof agentConfirmations)[number];
}

export interface BlockedRequest {
  at: string;
  request_id: string;
  address: string;
  country: string;
  method: string;
  path: string;
  operation: string;
  step: string;
  outcome: BlockedOutcome;
  rule: string;
}

/** All there is at once: the server keeps a sample, in memory. */
export interface BlockedRequests {
  items: BlockedRequest[];
  left_out: number;
}

export interface ExplainedStep {
  stage: "arrival" | "admission" | "call";
  step: string;
  verdict: "passes" | "refuses" | "detects" | "not_asked";
  rule: string;
  detail: string;
}

export interface ExplainedRequest {
  address: string;
  country: string;
  route: string;
  operation: string;
  served: boolean;
  status: number;
  upstream: string;
  allowed_origin: string;
  steps: ExplainedStep[];
}

export const gatewayQuery = queryOptions({
  queryKey: ["gateway"],
  queryFn: () => getTagged<{ rules: GatewayRules }>("/gateway"),
});

export function changeGateway(rules: GatewayRules, reason: string, ifMatch: string | undefined) {
  const body = reason === "" ? { rules } : { rules, reason };
  return write<{ rules: GatewayRules }>(
    "PATCH",
    "/gateway",
    body,
    ifMatch === undefined ? {} : { ifMatch },
  );
}

/** The most the server tells at a time. */
const mostBlocked = 500;

/** One page, so that it is a list like all others. */
export const blockedPages = (scope: GatewayScope) =>
  infiniteQueryOptions({
    queryKey: ["gateway", "blocked", scope],
    queryFn: ({ signal }) =>
      get<BlockedRequests>(`${roots[scope]}/blocked`, { limit: mostBlocked }, signal),
    initialPageParam: undefined,
    getNextPageParam: () => undefined,
  });

export interface Question {
  method: string;
  path: string;
  /** Empty: one's own. */
  address: string;
}

/** A tenant asks as whoever is signed in; operators ask as somebody who is not. */
export function explainRequest(scope: GatewayScope, { method, path, address }: Question) {
  const body = address === "" ? { method, path } : { method, path, address };
  return write<ExplainedRequest>("POST", `${roots[scope]}/explain`, body);
}
