import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import type { JobState } from "./job_states";
import { pagesQuery, rowsOf } from "./page";

export interface Job {
  id: string;
  kind: string;
  state: JobState;
  /** 0 goes first, 9 last. */
  priority: number;
  /** Attempts that have ended, and how many it has at most. */
  attempts: number;
  tries: number;
  created_by: string;
  created_at: string;
  schedule?: string;
  run_at?: string;
  started_at?: string;
  finished_at?: string;
  percent?: number;
  /** What it is at. */
  progress?: string;
  /** It was asked to end and has not yet. */
  cancel_requested?: boolean;
  /** Of the request that it goes back to, if that was traced. */
  trace_id?: string;
  error?: string;
}

export interface JobAttempt {
  attempt: number;
  outcome: "failed" | "lost" | "done" | "dead" | "cancelled";
  started_at?: string;
  finished_at?: string;
  error?: string;
  log: string[];
}

export interface JobDetail {
  job: Job;
  payload: string;
  attempts: JobAttempt[];
}

export interface JobKind {
  kind: string;
  summary: string;
  /** A payload, as JSON. */
  example: string;
}

export interface JobFilters {
  state?: JobState | undefined;
  kind?: string | undefined;
  schedule?: string | undefined;
  sort?: string | undefined;
}

export interface NewJob {
  kind: string;
  payload: string;
  priority: number;
  tries: number;
  run_at?: string;
}

const soonMs = 1000;
const seldomMs = 10_000;

/** True while it goes on without anybody. */
export function isMoving({ state }: Job): boolean {
  return state === "scheduled" || state === "waiting" || state === "running";
}

/** Often while something is under way; now and then in any case, since schedules make new ones. */
export const jobsPages = (filters: JobFilters) => ({
  ...pagesQuery<Job>("jobs", "/jobs", { ...filters }),
  refetchInterval: (query: { state: { data?: Parameters<typeof rowsOf<Job>>[0] } }) =>
    rowsOf(query.state.data).some((job) => job.state === "waiting" || job.state === "running")
      ? soonMs
      : seldomMs,
});

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", id],
    queryFn: ({ signal }) => get<JobDetail>(`/jobs/${id}`, {}, signal),
    refetchInterval: (query) =>
      query.state.data === undefined || isMoving(query.state.data.job) ? soonMs : false,
  });

export const jobKindsQuery = queryOptions({
  queryKey: ["jobs", "kinds"],
  queryFn: ({ signal }) =>
    get<{ items: JobKind[] }>("/job-kinds", {}, signal).then((reply) => reply.items),
  staleTime: Infinity,
});

export function startJob(job: NewJob, idempotencyKey: string) {
  return write<{ id: string }>("POST", "/jobs", job, { idempotencyKey });
}

export type JobMove = "cancel" | "retry";

/** What one can do with a job in its state; the server is the judge. */
export function movesOf(job: Job): JobMove[] {
  if (job.state === "dead" || job.state === "cancelled") return ["retry"];
  return isMoving(job) && !job.cancel_requested ? ["cancel"] : [];
}

export function moveJob(id: string, move: JobMove, idempotencyKey: string) {
  return write<Job>("POST", `/jobs/${id}/${move}`, {}, { idempotencyKey });
}
