import { queryOptions } from "@tanstack/react-query";
import { get } from "@/api/http";
import type { OpenApi } from "@/api/openapi";
import { operationsOf, type Operation } from "@/api/operations";

/** How many calls there were, how they went, and how long half of them and all but 1 % took. */
export interface CallFigures {
  calls: number;
  refused: number;
  failed: number;
  p50_us: number;
  p99_us: number;
}

export interface OperationCalls extends CallFigures {
  operation: string;
}

export interface CallSlot extends CallFigures {
  at: string;
}

export interface Caller {
  /** The id of an API key; empty: everybody else, people among them. */
  caller: string;
  calls: number;
}

export interface TenantCalls {
  from: string;
  to: string;
  slot_seconds: number;
  operations: OperationCalls[];
  callers: Caller[];
  /** Those with calls, the oldest first. */
  slots: CallSlot[];
}

export const spans = [1, 6, 24, 48] as const;
export type Span = (typeof spans)[number];

/** The operation that tells of calls; undefined: this server has none. */
export function callsOperation(api: OpenApi | undefined): Operation | undefined {
  return operationsOf(api).find(({ id }) => id === "tenant.calls");
}

/** Figures come every five seconds; a page that is open follows them more slowly. */
const followMs = 15_000;

export interface CallFilters {
  hours: Span;
  operation?: string | undefined;
  caller?: string | undefined;
}

export const callsQuery = ({ hours, operation, caller }: CallFilters) =>
  queryOptions({
    queryKey: ["tenant-calls", hours, operation, caller],
    queryFn: ({ signal }) =>
      get<TenantCalls>("/tenant/calls", { hours, operation, caller }, signal),
    refetchInterval: followMs,
  });
