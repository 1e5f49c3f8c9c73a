import type { AuditFilters } from "@/api/audit";
import { auditKinds, auditOutcomes } from "@/api/audit_kinds";
import type { LetterFilters } from "@/api/dead_letters";
import { jobStates } from "@/api/job_states";
import type { JobFilters } from "@/api/jobs";
import { letterStates } from "@/api/letter_states";
import { sagaStatuses, type SagaStatus } from "@/api/saga_statuses";
import {
  attemptOutcomes,
  deliveryStates,
  type AttemptOutcome,
  type DeliveryState,
} from "@/api/webhook_states";

/**
 * What each page keeps in its address, so that a filtered list can be bookmarked and sent.
 * Anything that is not understood is dropped.
 */
type Raw = Record<string, unknown>;

function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : undefined;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

/** A time as the API takes it. */
function moment(value: unknown): string | undefined {
  const told = text(value);
  return told !== undefined && /^\d{4}-.*Z$/.test(told) && !Number.isNaN(Date.parse(told))
    ? told
    : undefined;
}

export const sortable = ["name", "-name", "created_at", "-created_at"] as const;
export const ranges = ["day", "week", "month", "quarter", "all"] as const;
export type Range = (typeof ranges)[number];

export const signIn = (raw: Raw): { then?: string | undefined } => ({ then: text(raw["then"]) });

export const ledgers = (raw: Raw): { create?: "yes" | undefined } => ({
  create: oneOf(raw["create"], ["yes"]),
});

export const trialBalance = (
  raw: Raw,
): { ledger?: string | undefined; at?: string | undefined } => ({
  ledger: text(raw["ledger"]),
  at: text(raw["at"]),
});

export interface AccountsSearch {
  q?: string | undefined;
  ledger?: string | undefined;
  status?: "open" | "closed" | undefined;
  sort?: (typeof sortable)[number] | undefined;
}

export const accounts = (raw: Raw): AccountsSearch => ({
  q: text(raw["q"]),
  ledger: text(raw["ledger"]),
  status: oneOf(raw["status"], ["open", "closed"]),
  sort: oneOf(raw["sort"], sortable),
});

export const openAccount = (raw: Raw): { ledger?: string | undefined } => ({
  ledger: text(raw["ledger"]),
});

export interface AccountSearch {
  range?: Range | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: "timestamp" | undefined;
}

export const account = (raw: Raw): AccountSearch => ({
  range: oneOf(raw["range"], ranges),
  from: text(raw["from"]),
  to: text(raw["to"]),
  sort: oneOf(raw["sort"], ["timestamp"]),
});

export const transfers = (raw: Raw): { ledger?: string | undefined } => ({
  ledger: text(raw["ledger"]),
});

export interface NewTransferSearch {
  debit?: string | undefined;
  credit?: string | undefined;
  mode?: "hold" | undefined;
  /** The transfer that this one reverses. */
  reverses?: string | undefined;
}

export const newTransfer = (raw: Raw): NewTransferSearch => ({
  debit: text(raw["debit"]),
  credit: text(raw["credit"]),
  mode: oneOf(raw["mode"], ["hold"]),
  reverses: text(raw["reverses"]),
});

export const developers = (
  raw: Raw,
): { q?: string | undefined; operation?: string | undefined } => ({
  q: text(raw["q"]),
  operation: text(raw["operation"]),
});

export interface SagasSearch {
  definition?: string | undefined;
  status?: SagaStatus | undefined;
}

export const sagas = (raw: Raw): SagasSearch => ({
  definition: text(raw["definition"]),
  status: oneOf(raw["status"], sagaStatuses),
});

export const observabilityTabs = ["metrics", "traces", "log", "health"] as const;
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
}

export const events = (raw: Raw): EventsSearch => ({
  tab: oneOf(raw["tab"], eventsTabs),
  type: text(raw["type"]),
  stream: text(raw["stream"]),
  from: text(raw["from"]),
  to: text(raw["to"]),
  live: oneOf(raw["live"], ["yes"]),
  open: Number.isSafeInteger(raw["open"]) ? (raw["open"] as number) : undefined,
});

export const deadLetters = (raw: Raw): LetterFilters => ({
  state: oneOf(raw["state"], letterStates),
  consumer: text(raw["consumer"]),
  type: text(raw["type"]),
  stream: text(raw["stream"]),
});

export const jobs = (raw: Raw): JobFilters => ({
  state: oneOf(raw["state"], jobStates),
  kind: text(raw["kind"]),
  schedule: text(raw["schedule"]),
});

export const webhookTabs = ["endpoints", "attempts", "sources", "received"] as const;
export type WebhookTab = (typeof webhookTabs)[number];

export interface WebhooksSearch {
  tab?: WebhookTab | undefined;
  endpoint?: string | undefined;
  outcome?: AttemptOutcome | undefined;
  source?: string | undefined;
}

export const webhooks = (raw: Raw): WebhooksSearch => ({
  tab: oneOf(raw["tab"], webhookTabs),
  endpoint: text(raw["endpoint"]),
  outcome: oneOf(raw["outcome"], attemptOutcomes),
  source: text(raw["source"]),
});

export const endpointTabs = ["attempts", "line"] as const;

export interface EndpointSearch {
  tab?: (typeof endpointTabs)[number] | undefined;
  outcome?: AttemptOutcome | undefined;
  state?: DeliveryState | undefined;
}

export const endpoint = (raw: Raw): EndpointSearch => ({
  tab: oneOf(raw["tab"], endpointTabs),
  outcome: oneOf(raw["outcome"], attemptOutcomes),
  state: oneOf(raw["state"], deliveryStates),
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
  from: moment(raw["from"]),
  to: moment(raw["to"]),
});
