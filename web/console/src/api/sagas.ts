import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { pagesQuery } from "./page";
import type { SagaStatus } from "./saga_statuses";

export interface SagaStep {
  name: string;
  text: string;
  kind: "action" | "outside" | "timer" | "signal" | "approval";
  compensable: boolean;
  conditional: boolean;
  /** The point of no return. */
  pivot: boolean;
  tries: number;
  timeout_ms: number;
  permission?: string;
}

export interface SagaDefinition {
  name: string;
  version: number;
  hash: string;
  summary: string;
  deadline_ms: number;
  steps: SagaStep[];
}

export interface SagaProgress {
  status: SagaStatus;
  paused: boolean;
  /** Turned back: it undoes instead of doing. */
  backward: boolean;
  step: number;
  attempt: number;
  /** One letter a step: . open, b begun, d done, s skipped, u undone, k kept. */
  marks: string;
  failure?: string;
  timer_at?: string;
  deadline_at?: string;
}

export interface SagaEntry {
  n: number;
  kind: string;
  step: string;
  at: string;
  actor: string;
  detail?: string;
  payload?: string;
  state?: string;
}

export interface SagaSummary extends Omit<SagaProgress, "backward"> {
  id: string;
  definition: string;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface Saga {
  id: string;
  definition: string;
  version: number;
  definition_hash: string;
  /** Whether this server knows these steps, and so can move it. */
  known: boolean;
  progress: SagaProgress;
  input: string;
  state: string;
  created_at: string;
  updated_at: string;
  /** Of the request that it goes back to, if that was traced. */
  trace_id?: string;
  log: SagaEntry[];
}

/** What a person can do with a saga. */
export type SagaHand =
  | "approve"
  | "reject"
  | "retry"
  | "skip"
  | "pause"
  | "resume"
  | "cancel"
  | "compensate"
  | "give-up";

const pollMs = 1000;

/** True while it goes on without anybody. */
export function isMoving({ status, paused }: { status: SagaStatus; paused: boolean }): boolean {
  return !paused && (status === "running" || status === "waiting" || status === "compensating");
}

export const definitionsQuery = queryOptions({
  queryKey: ["sagas", "definitions"],
  queryFn: ({ signal }) =>
    get<{ definitions: SagaDefinition[] }>("/sagas/definitions", {}, signal).then(
      (reply) => reply.definitions,
    ),
  staleTime: Infinity,
});

export const sagasPages = (filters: {
  definition?: string | undefined;
  status?: SagaStatus | undefined;
  sort?: string | undefined;
}) => pagesQuery<SagaSummary>("sagas", "/sagas", { ...filters });

export const sagaQuery = (id: string) =>
  queryOptions({
    queryKey: ["sagas", id],
    queryFn: ({ signal }) => get<Saga>(`/sagas/${id}`, {}, signal),
    refetchInterval: (query) =>
      query.state.data === undefined || isMoving(query.state.data.progress) ? pollMs : false,
  });

/** `step` is the step that the person saw at hand: refused when it has moved on since. */
export function moveSaga(
  id: string,
  hand: SagaHand,
  body: { reason?: string; step?: string },
  idempotencyKey: string,
) {
  return write<Saga>("POST", `/sagas/${id}/${hand}`, body, { idempotencyKey });
}

/** What can be done now, in the order of the buttons; the machine in kernel/saga is the judge. */
export function possibleHands(
  { status, paused, backward, attempt, marks, step }: SagaProgress,
  steps: SagaStep[],
): SagaHand[] {
  if (status === "done" || status === "compensated" || status === "abandoned") return [];
  const atHand = steps[step];
  const parked = status === "parked";
  const passedPivot = steps.some((one, i) => one.pivot && "db".includes(marks[i] ?? "."));
  const hands: SagaHand[] = [];
  if (status === "waiting" && atHand?.kind === "approval" && !paused) {
    hands.push("approve", "reject");
  }
  if (parked || attempt > 0) hands.push("retry");
  const stuck = backward ? attempt > 0 : parked || status === "waiting" || attempt > 0;
  if (stuck && (backward || atHand?.kind !== "approval")) hands.push("skip");
  hands.push(paused ? "resume" : "pause");
  if (!backward) hands.push(passedPivot ? "compensate" : "cancel");
  if (parked) hands.push("give-up");
  return hands;
}
