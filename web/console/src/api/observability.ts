import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";

export interface SeriesPoint {
  at: string;
  value: number;
}

export interface Series {
  name: string;
  title: string;
  unit: string;
  points: SeriesPoint[];
}

export interface OperationFigures {
  operation: string;
  kind: string;
  rate: number;
  requests: number;
  refused: number;
  failed: number;
  median: number;
  p95: number;
  p99: number;
}

export const keptAs = ["ordinary", "slow", "failed"] as const;
export type KeptAs = (typeof keptAs)[number];

export interface TraceSummary {
  id: string;
  request_id: string;
  operation: string;
  tenant?: number;
  status: number;
  kept_as: KeptAs;
  started_at: string;
  duration: number;
  spans: number;
}

export interface TraceSpan {
  id: string;
  parent?: string;
  name: string;
  kind: string;
  offset: number;
  duration: number;
  failed: boolean;
}

export interface TraceDetail {
  id: string;
  requests: TraceSummary[];
  spans: TraceSpan[];
}

export const levels = ["debug", "info", "warning", "error"] as const;
export type Level = (typeof levels)[number];

export interface LogLine {
  number: number;
  at: string;
  level: Level;
  module: string;
  message: string;
  fields: string;
}

export interface HealthPart {
  part: string;
  state: "well" | "degraded" | "failing";
  reason: string;
  since: string;
}

export interface Health {
  state: HealthPart["state"];
  parts: HealthPart[];
}

/** How often a page that is looked at asks again: the server samples each ten seconds. */
const seriesEvery = 10_000;
const linesEvery = 2_000;

export const seriesQuery = (coarse: boolean) =>
  queryOptions({
    queryKey: ["observability", "series", coarse],
    queryFn: ({ signal }) =>
      get<{ series: Series[] }>(
        "/platform/metrics/series",
        { resolution: coarse ? "coarse" : "fine", minutes: coarse ? 720 : 60 },
        signal,
      ),
    refetchInterval: seriesEvery,
  });

export const operationsQuery = (minutes: number) =>
  queryOptions({
    queryKey: ["observability", "operations", minutes],
    queryFn: ({ signal }) =>
      get<{ seconds: number; operations: OperationFigures[] }>(
        "/platform/metrics/operations",
        { minutes },
        signal,
      ),
    refetchInterval: seriesEvery,
  });

export const tracesQuery = (kept: KeptAs | undefined) =>
  queryOptions({
    queryKey: ["observability", "traces", kept],
    queryFn: ({ signal }) =>
      get<{ items: TraceSummary[] }>("/platform/traces", { kept_as: kept, limit: 100 }, signal),
    refetchInterval: seriesEvery,
  });

export const traceQuery = (id: string) =>
  queryOptions({
    queryKey: ["observability", "trace", id],
    queryFn: ({ signal }) =>
      get<TraceDetail>(`/platform/traces/${encodeURIComponent(id)}`, {}, signal),
    retry: false,
  });

export const logQuery = (level: Level, contains: string) =>
  queryOptions({
    queryKey: ["observability", "log", level, contains],
    queryFn: ({ signal }) =>
      get<{ items: LogLine[] }>("/platform/logs", { level, contains, limit: 300 }, signal),
    refetchInterval: linesEvery,
  });

export const levelsQuery = queryOptions({
  queryKey: ["observability", "levels"],
  queryFn: ({ signal }) =>
    get<{ items: { module: string; level: Level }[] }>("/platform/logs/levels", {}, signal),
});

export function setLevel(level: Level, module?: string) {
  return write("PUT", "/platform/logs/levels", { level, ...(module ? { module } : {}) });
}

export const healthQuery = queryOptions({
  queryKey: ["observability", "health"],
  queryFn: ({ signal }) => get<Health>("/platform/health", {}, signal),
  refetchInterval: linesEvery,
});
