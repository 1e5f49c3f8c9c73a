import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import type { Session } from "./session";

/** One of the person's sessions, in whatever tenant. */
export interface OwnSession {
  id: string;
  tenant: string;
  current: boolean;
  device: string;
  address: string;
  methods: string[];
  created_at: string;
  seen_at: string;
  expires_at: string;
}

export const ownSessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: async ({ signal }) =>
    (await get<{ items: OwnSession[] }>("/sessions", {}, signal)).items,
});

export function endSession(id: string) {
  return write<void>("DELETE", `/sessions/${id}`);
}

export function endOtherSessions() {
  return write<{ ended: number }>("DELETE", "/sessions");
}

/** What a tenant asks of sign-ins. */
export interface SignInPolicy {
  session_idle_seconds: number;
  session_absolute_seconds: number;
  second_factor: "optional" | "required" | "passkey";
  password_min_length: number;
  emergency_access: boolean;
}

export const signInPolicyQuery = queryOptions({
  queryKey: ["sign-in-policy"],
  queryFn: ({ signal }) => get<SignInPolicy>("/sign-in-policy", {}, signal),
});

export function changeSignInPolicy(change: Partial<SignInPolicy>) {
  return write<SignInPolicy>("PATCH", "/sign-in-policy", change);
}

export function changePassword(password: string) {
  return write<void>("PUT", "/password", { password });
}

export function requestPasswordReset(email: string) {
  return write<void>("POST", "/password-reset", { email });
}

export function resetPassword(token: string, password: string) {
  return write<void>("PUT", "/password-reset", { token, password });
}

/** A tenant that the person may act for. */
export interface Membership {
  id: string;
  slug: string;
  name: string;
  sandbox: boolean;
  current: boolean;
}

export const membershipsQuery = queryOptions({
  queryKey: ["memberships"],
  queryFn: async ({ signal }) =>
    (await get<{ items: Membership[] }>("/session/tenants", {}, signal)).items,
});

/** The session acts for another tenant from then on. */
export function switchTenant(tenant: string) {
  return write<Session>("PUT", "/session/tenant", { tenant });
}
