import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { pagesQuery } from "./page";

export const misfires = ["skip", "once", "all"] as const;
export type Misfire = (typeof misfires)[number];

export interface JobSchedule {
  id: string;
  name: string;
  kind: string;
  payload: string;
  cron: string;
  zone: string;
  /** What happens of times that nobody served. */
  misfire: Misfire;
  misfire_limit: number;
  paused: boolean;
  /** A module brought it: it can be paused, not changed. */
  declared: boolean;
  next_at?: string;
  last_at?: string;
  created_by: string;
  created_at: string;
}

export interface NewJobSchedule {
  name: string;
  kind: string;
  payload: string;
  cron: string;
  zone: string;
  misfire: Misfire;
  misfire_limit: number;
}

export type JobScheduleChange = Partial<Omit<NewJobSchedule, "kind">> & { paused?: boolean };

/** The next times move on by themselves. */
const pollMs = 10_000;

export const jobSchedulesPages = (sort?: string) => ({
  ...pagesQuery<JobSchedule>("job_schedules", "/job-schedules", { sort }),
  refetchInterval: pollMs,
});

export const jobScheduleQuery = (id: string) =>
  queryOptions({
    queryKey: ["job_schedules", id],
    queryFn: ({ signal }) => get<JobSchedule>(`/job-schedules/${id}`, {}, signal),
  });

const previewed = 5;

/** The next times of an expression, on the tenant's clock. */
export const schedulePreviewQuery = (cron: string, zone: string) =>
  queryOptions({
    queryKey: ["job_schedules", "preview", cron, zone],
    queryFn: ({ signal }) =>
      get<{ items: string[] }>(
        "/job-schedule-preview",
        { cron, zone, count: previewed },
        signal,
      ).then((reply) => reply.items),
    enabled: cron !== "" && zone !== "",
    retry: false,
  });

export function createSchedule(schedule: NewJobSchedule, idempotencyKey: string) {
  return write<JobSchedule>("POST", "/job-schedules", schedule, { idempotencyKey });
}

export function changeSchedule(id: string, change: JobScheduleChange, idempotencyKey: string) {
  return write<JobSchedule>("PATCH", `/job-schedules/${id}`, change, { idempotencyKey });
}

export function deleteSchedule(id: string, idempotencyKey: string) {
  return write<void>("DELETE", `/job-schedules/${id}`, undefined, { idempotencyKey });
}

export function runSchedule(id: string, idempotencyKey: string) {
  return write<{ id: string }>("POST", `/job-schedules/${id}/run`, {}, { idempotencyKey });
}
