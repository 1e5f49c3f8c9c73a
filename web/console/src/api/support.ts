import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";

/** That support may act as somebody of the tenant for a while. */
export interface SupportConsent {
  id: string;
  user_name: string;
  reason: string;
  created_at: string;
  until_at: string;
  /** An operator began it without asking: they may only look. */
  emergency: boolean;
}

export const consentsQuery = queryOptions({
  queryKey: ["support-consents"],
  queryFn: async ({ signal }) =>
    (await get<{ items: SupportConsent[] }>("/support-consents", {}, signal)).items,
});

export function grantSupport(hours: number, reason: string) {
  return write<SupportConsent>("POST", "/support-consents", { hours, reason });
}

export function withdrawConsent(id: string) {
  return write<void>("DELETE", `/support-consents/${id}`);
}

/** A consent as operators see it. */
export interface OpenConsent {
  id: string;
  tenant_name: string;
  user_name: string;
  role: string;
  reason: string;
  until_at: string;
}

export const openConsentsQuery = queryOptions({
  queryKey: ["open-consents"],
  queryFn: async ({ signal }) =>
    (await get<{ items: OpenConsent[] }>("/platform/support-consents", {}, signal)).items,
});

/** From then on this browser shows what an owner of the tenant sees. */
export function beginEmergency(tenant: string, reason: string) {
  return write<void>("POST", "/platform/emergency-sessions", { tenant, reason });
}

/** From then on this browser acts in the tenant. */
export function beginSupport(consent: string, reason: string) {
  return write<void>("POST", "/platform/support-sessions", { consent, reason });
}
