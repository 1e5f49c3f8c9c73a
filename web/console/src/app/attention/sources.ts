import type { ApiKey } from "@/api/api_keys";
import type { Import } from "@/api/imports";
import type { Job } from "@/api/jobs";
import type { DeadLetter, ParkedStream } from "@/api/dead_letters";
import type { SagaSummary } from "@/api/sagas";
import type { Endpoint } from "@/api/webhooks";
import type { Around, AttentionItem, AttentionSource } from "./attention";

/** More of one kind than these are for the page of that kind. */
const most = 20;
const soonMs = 14 * 86_400_000;

export function jobItems(jobs: Job[]): AttentionItem[] {
  return jobs.map((job) => ({
    id: `${job.id} ${job.attempts}`,
    subject: job.kind,
    says: "attention.job_dead",
    at: job.finished_at,
    grave: true,
    link: { to: "/jobs/$jobId", params: { jobId: job.id } },
  }));
}

export function letterItems(letters: DeadLetter[]): AttentionItem[] {
  return letters.map((letter) => ({
    id: `${letter.consumer} ${letter.event} ${letter.tries}`,
    subject: letter.type,
    says: "attention.letter",
    values: { consumer: letter.consumer },
    at: letter.parked_at,
    grave: true,
    link: {
      to: "/dead-letters/$consumer/$eventId",
      params: { consumer: letter.consumer, eventId: letter.event },
    },
  }));
}

export function streamItems(streams: ParkedStream[]): AttentionItem[] {
  return streams
    .filter(({ resuming }) => !resuming)
    .map((stream) => ({
      id: `${stream.consumer} ${stream.stream} ${stream.parked_at}`,
      subject: stream.stream,
      says: "attention.stream",
      values: { count: stream.waiting },
      at: stream.parked_at,
      grave: true,
      link: { to: "/dead-letters" },
    }));
}

export function endpointItems(endpoints: Endpoint[]): AttentionItem[] {
  return endpoints
    .filter((one) => one.failing_since !== undefined || isGivenUp(one))
    .map((one) => ({
      id: `${one.id} ${one.failing_since ?? one.changed_at}`,
      subject: one.url,
      says: isGivenUp(one) ? "attention.endpoint_off" : "attention.endpoint_failing",
      at: one.failing_since ?? one.last_at,
      grave: isGivenUp(one),
      link: { to: "/webhooks/$endpointId", params: { endpointId: one.id } },
    }));
}

/** Switched off by the server, not by a person. */
function isGivenUp({ state, disabled_reason: reason }: Endpoint): boolean {
  return state === "disabled" && reason !== undefined && reason !== "switched_off";
}

export function sagaItems(sagas: SagaSummary[]): AttentionItem[] {
  return sagas.map((saga) => ({
    id: `${saga.id} ${saga.step} ${saga.updated_at}`,
    subject: saga.definition,
    says: saga.status === "parked" ? "attention.saga_parked" : "attention.saga_waiting",
    at: saga.updated_at,
    grave: saga.status === "parked",
    link: { to: "/sagas/$sagaId", params: { sagaId: saga.id } },
  }));
}

/** Sagas whose step is a person's approval; others wait for a time or for another system. */
export function approvalItems(
  sagas: SagaSummary[],
  { definitions }: Pick<Around, "definitions">,
): AttentionItem[] {
  const stepOf = ({ definition, version, step }: SagaSummary) =>
    definitions.find((one) => one.name === definition && one.version === version)?.steps[step];
  return sagaItems(sagas.filter((saga) => !saga.paused && stepOf(saga)?.kind === "approval"));
}

/** Imports that run, stopped, failed, or refused some of their lines. */
export function importItems(imports: Import[]): AttentionItem[] {
  return imports
    .filter((item) => item.state !== "done" || item.refused > 0)
    .map((item) => ({
      id: `${item.id} ${item.state}`,
      subject: item.name || item.id,
      says: item.state === "done" ? "attention.import_refused" : `import_state.${item.state}`,
      ...(item.state === "done" ? { values: { count: item.refused } } : {}),
      at: item.finished_at ?? item.started_at,
      grave: item.state === "failed",
      link: { to: "/imports/$importId", params: { importId: item.id } },
    }));
}

/** Keys that expire within a fortnight or did so in the last one. */
export function keyItems(keys: ApiKey[], { now }: Pick<Around, "now">): AttentionItem[] {
  return keys
    .filter(({ expires_at: end }) => end !== undefined && Math.abs(Date.parse(end) - now) < soonMs)
    .map((key) => ({
      id: `${key.id} ${key.expires_at ?? ""}`,
      subject: key.name,
      says: "attention.key_expires",
      at: key.expires_at,
      grave: false,
      link: { to: "/api-keys" },
    }));
}

type Rows = Record<string, unknown>[];

/** Reads rows as what their operation promises. */
const reading =
  <T>(itemsOf: (rows: T[], around: Around) => AttentionItem[]) =>
  (rows: Rows, around: Around) =>
    itemsOf(rows as unknown as T[], around);

/** What is looked at, the gravest kind first. */
export const attentionSources: AttentionSource[] = [
  {
    name: "dead_letters",
    permission: "events:read",
    path: "/parked-streams",
    query: { limit: most },
    audited: true,
    itemsOf: reading(streamItems),
  },
  {
    name: "dead_letters",
    permission: "events:read",
    path: "/dead-letters",
    query: { limit: most, state: "parked" },
    audited: true,
    itemsOf: reading(letterItems),
  },
  {
    name: "sagas",
    permission: "sagas:read",
    path: "/sagas",
    query: { limit: most, status: "parked" },
    audited: false,
    itemsOf: reading(sagaItems),
  },
  {
    name: "sagas",
    permission: "sagas:decide",
    path: "/sagas",
    query: { limit: most, status: "waiting" },
    audited: false,
    itemsOf: reading(approvalItems),
  },
  {
    name: "webhooks",
    permission: "webhooks:read",
    path: "/webhooks/endpoints",
    query: { limit: 100 },
    audited: false,
    itemsOf: reading(endpointItems),
  },
  {
    name: "jobs",
    permission: "jobs:read",
    path: "/jobs",
    query: { limit: most, state: "dead" },
    audited: false,
    itemsOf: reading(jobItems),
  },
  {
    name: "imports",
    permission: "ledger.imports:read",
    path: "/ledger/imports",
    query: { limit: most },
    audited: false,
    itemsOf: reading(importItems),
  },
  {
    name: "api-keys",
    permission: "api_keys:read",
    path: "/api-keys",
    query: { limit: 100 },
    audited: false,
    itemsOf: reading(keyItems),
  },
];
