import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { ProblemError } from "./problem";

export interface Tenant {
  id: string;
  slug: string;
  name: string;
  sandbox: boolean;
}

export interface Session {
  user: { id: string; name: string; email?: string };
  tenant: Tenant;
  role: Role | "operator";
  permissions: string[];
  expires_at?: string;
}

export const roles = ["owner", "admin", "member", "auditor"] as const;
export type Role = (typeof roles)[number];

/** The signed-in session, or null. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await get<Session>("/session", {}, signal);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export function signIn(body: { email: string; password: string; tenant?: string }) {
  return write<Session>("POST", "/session", body);
}

export function signOut() {
  return write<void>("DELETE", "/session");
}
