import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { refusedApart, type PasskeyReply } from "./passkeys";
import { ProblemError } from "./problem";

export const tenantStatuses = ["active", "suspended", "closed", "deleting", "deleted"] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export interface Tenant {
  id: string;
  slug: string;
  name: string;
  sandbox: boolean;
  /** Absent in the reply of a sign-in. */
  status?: TenantStatus;
}

export interface Session {
  user: { id: string; name: string; email?: string };
  tenant: Tenant;
  /** A built-in role, or the id of one of the tenant's own. */
  role: string;
  role_name?: string;
  permissions: string[];
  expires_at?: string;
  /** Absent for an API key. */
  id?: string;
  methods: string[];
  proven_at?: string;
  must_enrol: boolean;
  /** While an operator acts in the person's place. */
  support?: { name: string; until: string; emergency: boolean };
}

export const roles = ["owner", "admin", "member", "auditor"] as const;
export type Role = (typeof roles)[number];

export async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await get<Session>("/session", {}, signal);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}

/** The signed-in session, or null. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: Infinity,
});

export interface SignIn {
  email: string;
  password: string;
  tenant?: string;
  /** Of an authenticator app, or a recovery code. */
  code?: string;
}

export function signIn(body: SignIn) {
  return write<Session>("POST", "/session", body);
}

export function signInByPasskey(passkey: PasskeyReply, tenant?: string) {
  return refusedApart(write<Session>("POST", "/session/passkey", { passkey, tenant }));
}

/** For what asks for a proof of the last ten minutes: a password, with a code if needed. */
export function proveSession(proof: { password: string; code?: string }) {
  return write<Session>("POST", "/session/proof", proof);
}

export function proveByPasskey(passkey: PasskeyReply) {
  return refusedApart(write<Session>("POST", "/session/proof", { passkey }));
}

export function signOut() {
  return write<void>("DELETE", "/session");
}
