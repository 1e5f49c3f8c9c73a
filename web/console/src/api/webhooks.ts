import { queryOptions } from "@tanstack/react-query";
import { get, getTagged, write } from "./http";
import { pagesQuery, type Page } from "./page";
import type { AttemptOutcome, DeliveryState } from "./webhook_states";

/** Where a tenant wants to be told what happens. */
export interface Endpoint {
  id: string;
  url: string;
  description: string;
  /** None: all. */
  event_types: string[];
  ordered: boolean;
  state: "enabled" | "disabled";
  disabled_reason?: "switched_off" | "gone" | "failing";
  failing_since?: string;
  previous_until?: string;
  created_at: string;
  changed_at: string;
  /** When something was sent last, and what came of it; absent before the first time. */
  last_at?: string;
  last_outcome?: AttemptOutcome;
  last_status?: number;
  /** Why there was no answer. */
  last_failure?: string;
  /** Attempts that failed since one was delivered. */
  failed_in_a_row: number;
}

/** The secret is in the reply that made it and nowhere else, ever. */
export interface EndpointWithSecret {
  endpoint: Endpoint;
  secret: string;
}

export interface EndpointFields {
  url: string;
  /** Empty: none. */
  description: string;
  event_types: string[];
  ordered: boolean;
}

export interface EventType {
  name: string;
  summary: string;
}

export interface Attempt {
  id: string;
  endpoint_id: string;
  message_id: string;
  /** Of this message at this endpoint, from 1. */
  number: number;
  at: string;
  outcome: AttemptOutcome;
  status?: number;
  failure?: string;
  duration_ms: number;
  response: string;
  next_at?: string;
}

export interface PendingDelivery {
  sequence: number;
  endpoint_id: string;
  message_id: string;
  type: string;
  state: DeliveryState;
  tries: number;
  next_at: string;
  occurred_at: string;
}

export interface HookMessage {
  id: string;
  type: string;
  occurred_at: string;
  body: string;
}

export interface ReplayRange {
  from: string;
  to?: string;
  event_types?: string[];
}

export interface ReplayPreview {
  types: { type: string; queued: number; waiting: number; first: string; last: string }[];
  /** So many messages are looked at in one replay. */
  most: number;
}

const path = "/webhooks/endpoints";
const key = "webhooks";

export const endpointsPages = (sort = "-created_at") => pagesQuery<Endpoint>(key, path, { sort });

/** With its entity tag, by which a change insists on what the person saw. */
export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: [key, "endpoint", id],
    queryFn: () => getTagged<Endpoint>(`${path}/${id}`),
  });

export const eventTypesQuery = queryOptions({
  queryKey: [key, "event-types"],
  queryFn: ({ signal }) => get<Page<EventType>>("/webhooks/event-types", {}, signal),
  staleTime: Infinity,
});

export interface AttemptFilters {
  endpoint_id?: string | undefined;
  message_id?: string | undefined;
  outcome?: AttemptOutcome | undefined;
  sort?: string | undefined;
}

export const attemptsPages = (filters: AttemptFilters) =>
  pagesQuery<Attempt>(key, "/webhooks/attempts", { ...filters });

export const deliveriesPages = (
  endpoint: string,
  state: DeliveryState | undefined,
  sort: string | undefined,
) =>
  pagesQuery<PendingDelivery>(key, "/webhooks/deliveries", { endpoint_id: endpoint, state, sort });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: [key, "message", id],
    queryFn: ({ signal }) => get<HookMessage>(`/webhooks/messages/${id}`, {}, signal),
    retry: false,
    staleTime: Infinity,
  });

/** The first attempts to send one message; asked for until there is one. */
export const attemptsOfQuery = (message: string) =>
  queryOptions({
    queryKey: [key, "attempts-of", message],
    queryFn: ({ signal }) =>
      get<Page<Attempt>>("/webhooks/attempts", { message_id: message }, signal),
    refetchInterval: ({ state }) =>
      nextLookMs(state.data?.items.length ?? 0, state.dataUpdateCount),
  });

/** After how long to look for an attempt again: each look is audited, so ever more seldom. */
export function nextLookMs(found: number, looks: number): number | false {
  const most = 8;
  return found > 0 || looks >= most ? false : Math.min(250 * 2 ** looks, 8_000);
}

export const previewQuery = (id: string, range: { from: string; to?: string | undefined }) =>
  queryOptions({
    queryKey: [key, "preview", id, range],
    queryFn: ({ signal }) => get<ReplayPreview>(`${path}/${id}/replay-preview`, range, signal),
    staleTime: 0,
  });

export function createEndpoint(body: EndpointFields, idempotencyKey: string) {
  return write<EndpointWithSecret>("POST", path, body, { idempotencyKey });
}

export function changeEndpoint(id: string, body: EndpointFields, tag: string | undefined) {
  return write<Endpoint>("PATCH", `${path}/${id}`, body, tag === undefined ? {} : { ifMatch: tag });
}

export function deleteEndpoint(id: string) {
  return write<void>("DELETE", `${path}/${id}`);
}

export function switchEndpoint(id: string, to: "enable" | "disable") {
  return write<Endpoint>("POST", `${path}/${id}/${to}`, {});
}

export function rotateSecret(id: string, idempotencyKey: string) {
  return write<EndpointWithSecret>("POST", `${path}/${id}/rotate-secret`, {}, { idempotencyKey });
}

export function sendTest(id: string) {
  return write<{ message: string }>("POST", `${path}/${id}/test`, {});
}

export function replay(id: string, range: ReplayRange, idempotencyKey: string) {
  return write<{ queued: number }>("POST", `${path}/${id}/replay`, range, { idempotencyKey });
}
