import { queryOptions } from "@tanstack/react-query";
import { get, getTagged, write } from "./http";

export const firewallModes = ["off", "detect", "block"] as const;
export const firewallScopes = ["open_routes", "everything"] as const;
export const firewallBodies = ["headers", "full"] as const;

/** What a tenant says of requests to it. */
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
}

export interface BlockedRequest {
  at: string;
  request_id: string;
  address: string;
  country: string;
  method: string;
  path: string;
  step: string;
  outcome: "refused" | "detected";
  rule: string;
}

export interface ExplainedStep {
  stage: "arrival" | "admission";
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

export const blockedQuery = queryOptions({
  queryKey: ["gateway", "blocked"],
  queryFn: ({ signal }) =>
    get<{ items: BlockedRequest[]; left_out: number }>("/gateway/blocked", {}, signal),
});

export interface Question {
  method: string;
  path: string;
  /** Empty: one's own. */
  address: string;
}

export function explainRequest({ method, path, address }: Question) {
  const body = address === "" ? { method, path } : { method, path, address };
  return write<ExplainedRequest>("POST", "/gateway/explain", body);
}
