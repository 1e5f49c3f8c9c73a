import { queryOptions } from "@tanstack/react-query";
import { get } from "@/api/http";
import type { OpenApi } from "@/api/openapi";
import type { Page } from "@/api/page";
import { operationsOf, type Operation } from "@/api/operations";

const firstParameter = /^([^{}]*)\/\{([^}]+)\}/;

/** The list that a path takes a member of: "/events" of "/events/{position}". */
export function listBehind(api: OpenApi, operation: Operation): Operation | undefined {
  const path = firstParameter.exec(operation.path)?.[1];
  return operationsOf(api).find((other) => other.path === path && other.method === "GET");
}

/** What the path calls one of a list's members, if the list has any. */
export function memberOf(operation: Operation, items: Record<string, unknown>[]): string | null {
  const name = firstParameter.exec(operation.path)?.[2] ?? "";
  const value = items[0]?.[name] ?? items[0]?.["id"];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

/** A member that the tenant has, so that a copied command that reads one works. */
export const memberQuery = (
  api: OpenApi,
  operation: Operation,
  may: (permission: string) => boolean,
) => {
  const list = operation.method === "GET" ? listBehind(api, operation) : undefined;
  return queryOptions({
    queryKey: ["member", operation.id],
    enabled: list !== undefined && (list.permission === undefined || may(list.permission)),
    queryFn: async ({ signal }) => {
      const page = await get<Page<Record<string, unknown>>>(list?.path ?? "", { limit: 1 }, signal);
      return memberOf(operation, page.items);
    },
    staleTime: 60_000,
  });
};
