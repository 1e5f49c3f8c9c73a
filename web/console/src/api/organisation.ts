import { queryOptions } from "@tanstack/react-query";
import { apiBase, get, write } from "./http";
import { pagesQuery } from "./page";
import type { TenantStatus } from "./session";

/** Where the tenant stands. */
export interface Standing {
  status: TenantStatus;
  suspended_at?: string;
  suspended_reason?: string;
  closed_at?: string;
  closed_reason?: string;
  delete_after?: string;
}

export const standingQuery = queryOptions({
  queryKey: ["standing"],
  queryFn: ({ signal }) => get<Standing>("/tenant/standing", {}, signal),
  staleTime: 60_000,
});

export function closeTenant(slug: string, reason: string) {
  const body = reason === "" ? { slug } : { slug, reason };
  return write<Standing>("POST", "/tenant/close", body);
}

export function reopenTenant() {
  return write<Standing>("POST", "/tenant/reopen", {});
}

export interface TenantExport {
  id: string;
  status: "waiting" | "running" | "ready" | "failed" | "expired";
  requested_by: string;
  requested_at: string;
  tables_done: number;
  tables_total: number;
  rows: number;
  bytes: number;
  finished_at?: string;
  expires_at?: string;
}

export function isAtWork({ status }: TenantExport): boolean {
  return status === "waiting" || status === "running";
}

/** Looked at again while one is being made. */
export const exportsQuery = queryOptions({
  queryKey: ["tenant-exports"],
  queryFn: async ({ signal }) =>
    (await get<{ items: TenantExport[] }>("/tenant/exports", {}, signal)).items,
  refetchInterval: (query) => (query.state.data?.some(isAtWork) ? 1_000 : false),
});

export function startExport() {
  return write<TenantExport>("POST", "/tenant/exports", {});
}

export function archiveAddress(id: string): string {
  return `${apiBase}/tenant/exports/${id}/archive`;
}

/** A tenant as operators of the platform list it. */
export interface ListedTenant {
  id: string;
  slug: string;
  name: string;
  sandbox: boolean;
  created_at: string;
  status: TenantStatus;
}

export interface TenantFilters {
  search?: string | undefined;
  status?: TenantStatus | undefined;
}

export const tenantPages = (filters: TenantFilters = {}) =>
  pagesQuery<ListedTenant>("tenants", "/platform/tenants", { limit: 100, ...filters });

export function suspendTenant(id: string, reason: string) {
  return write<void>("POST", `/platform/tenants/${id}/suspend`, { reason });
}

export function liftSuspension(id: string, reason: string) {
  return write<void>("POST", `/platform/tenants/${id}/lift`, { reason });
}
