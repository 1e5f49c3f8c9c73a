/** What the gateway asks of a request, in the order of its first look. Kept apart: addresses name them. */
export const gatewaySteps = [
  "request_limits",
  "addresses",
  "countries",
  "maintenance",
  "firewall",
  "tenant",
  "load",
  "rates",
  "quota",
  "turns",
] as const;
export type GatewayStep = (typeof gatewaySteps)[number];

export const blockedOutcomes = ["refused", "detected"] as const;
export type BlockedOutcome = (typeof blockedOutcomes)[number];
