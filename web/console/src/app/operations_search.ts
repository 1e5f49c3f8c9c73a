import type { AuditFilters } from "@/api/audit";
import { auditKinds, auditOutcomes } from "@/api/audit_kinds";
import type { LetterFilters } from "@/api/dead_letters";
import {
  blockedOutcomes,
  gatewaySteps,
  type BlockedOutcome,
  type GatewayStep,
} from "@/api/gateway_steps";
import { jobStates } from "@/api/job_states";
import type { JobFilters } from "@/api/jobs";
import { letterStates } from "@/api/letter_states";
import { sagaStatuses, type SagaStatus } from "@/api/saga_statuses";
import { uploadStates } from "@/api/upload_states";
import type { UploadFilters } from "@/api/uploads";
import {
  attemptOutcomes,
  deliveryStates,
  type AttemptOutcome,
  type DeliveryState,
} from "@/api/webhook_states";
import { moment, oneOf, sortOf, text, type Raw } from "./search_values";

export interface SagasSearch {
  definition?: string | undefined;
  status?: SagaStatus | undefined;
  sort?: string | undefined;
}

export const sagas = (raw: Raw): SagasSearch => ({
  definition: text(raw["definition"]),
  status: oneOf(raw["status"], sagaStatuses),
  sort: sortOf(raw["sort"], "created_at"),
});

export const observabilityTabs = ["metrics", "traffic", "traces", "log", "health"] as const;
export type ObservabilityTab = (typeof observabilityTabs)[number];

export const observability = (
  raw: Raw,
): { tab?: ObservabilityTab | undefined; trace?: string | undefined } => ({
  tab: oneOf(raw["tab"], observabilityTabs),
  trace: text(raw["trace"]),
});

export const eventsTabs = ["log", "types"] as const;
export type EventsTab = (typeof eventsTabs)[number];

export interface EventsSearch {
  tab?: EventsTab | undefined;
  type?: string | undefined;
  stream?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  live?: "yes" | undefined;
  /** The position of the event that is open beside the list. */
  open?: number | undefined;
  sort?: string | undefined;
}

export const events = (raw: Raw): EventsSearch => ({
  tab: oneOf(raw["tab"], eventsTabs),
  type: text(raw["type"]),
  stream: text(raw["stream"]),
  from: text(raw["from"]),
  to: text(raw["to"]),
  live: oneOf(raw["live"], ["yes"]),
  open: Number.isSafeInteger(raw["open"]) ? (raw["open"] as number) : undefined,
  sort: sortOf(raw["sort"], "position"),
});

export const deadLetters = (raw: Raw): LetterFilters => ({
  state: oneOf(raw["state"], letterStates),
  consumer: text(raw["consumer"]),
  type: text(raw["type"]),
  stream: text(raw["stream"]),
  sort: sortOf(raw["sort"], "parked_at"),
});

export const jobs = (raw: Raw): JobFilters => ({
  state: oneOf(raw["state"], jobStates),
  kind: text(raw["kind"]),
  schedule: text(raw["schedule"]),
  sort: sortOf(raw["sort"], "id"),
});

export const uploads = (raw: Raw): UploadFilters => ({
  state: oneOf(raw["state"], uploadStates),
  sort: sortOf(raw["sort"], "created_at"),
});

export const webhookTabs = ["endpoints", "attempts", "sources", "received"] as const;
export type WebhookTab = (typeof webhookTabs)[number];

export interface WebhooksSearch {
  tab?: WebhookTab | undefined;
  endpoint?: string | undefined;
  outcome?: AttemptOutcome | undefined;
  source?: string | undefined;
  /** Of whichever list the tab shows. */
  sort?: string | undefined;
}

export const webhooks = (raw: Raw): WebhooksSearch => ({
  tab: oneOf(raw["tab"], webhookTabs),
  endpoint: text(raw["endpoint"]),
  outcome: oneOf(raw["outcome"], attemptOutcomes),
  source: text(raw["source"]),
  sort: sortOf(raw["sort"], "id", "created_at"),
});

/** What a list of blocked requests is narrowed by. */
export interface BlockedSearch {
  q?: string | undefined;
  step?: GatewayStep | undefined;
  outcome?: BlockedOutcome | undefined;
}

const blocked = (raw: Raw): BlockedSearch => ({
  q: text(raw["q"]),
  step: oneOf(raw["step"], gatewaySteps),
  outcome: oneOf(raw["outcome"], blockedOutcomes),
});

export const gatewayTabs = ["rules", "blocked", "tester"] as const;

export interface GatewaySearch extends BlockedSearch {
  tab?: (typeof gatewayTabs)[number] | undefined;
}

export const gateway = (raw: Raw): GatewaySearch => ({
  tab: oneOf(raw["tab"], gatewayTabs),
  ...blocked(raw),
});

export const platformGatewayTabs = ["rules", "maintenance", "blocked", "tester"] as const;

export interface PlatformGatewaySearch extends BlockedSearch {
  tab?: (typeof platformGatewayTabs)[number] | undefined;
}

export const platformGateway = (raw: Raw): PlatformGatewaySearch => ({
  tab: oneOf(raw["tab"], platformGatewayTabs),
  ...blocked(raw),
});

export const endpointTabs = ["attempts", "line"] as const;

export interface EndpointSearch {
  tab?: (typeof endpointTabs)[number] | undefined;
  outcome?: AttemptOutcome | undefined;
  state?: DeliveryState | undefined;
  sort?: string | undefined;
}

export const endpoint = (raw: Raw): EndpointSearch => ({
  tab: oneOf(raw["tab"], endpointTabs),
  outcome: oneOf(raw["outcome"], attemptOutcomes),
  state: oneOf(raw["state"], deliveryStates),
  sort: sortOf(raw["sort"], "id", "sequence"),
});

export const auditTabs = ["entries", "proof", "export"] as const;

export interface AuditSearch extends AuditFilters {
  tab?: (typeof auditTabs)[number] | undefined;
}

export const audit = (raw: Raw): AuditSearch => ({
  tab: oneOf(raw["tab"], auditTabs),
  actor: text(raw["actor"]),
  operation: text(raw["operation"]),
  target: text(raw["target"]),
  outcome: oneOf(raw["outcome"], auditOutcomes),
  kind: oneOf(raw["kind"], auditKinds),
  sort: sortOf(raw["sort"], "at"),
  from: moment(raw["from"]),
  to: moment(raw["to"]),
});
