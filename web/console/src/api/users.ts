import { getTagged, write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import { ProblemError } from "./problem";
import { roleField } from "./roles";

export interface User {
  id: string;
  email: string;
  name: string;
  /** A built-in role, or the id of one of the tenant's own. */
  role: string;
  role_name?: string;
  created_at: string;
  status: "active" | "suspended";
  seen_at?: string;
}

export interface NewUser {
  email: string;
  name: string;
  password: string;
  /** A built-in role, or the id of one of the tenant's own. */
  role: string;
}

export interface UserFilters {
  search?: string | undefined;
  status?: User["status"] | undefined;
  sort?: string | undefined;
}

export const usersPages = (filters: UserFilters = {}) =>
  pagesQuery<User>("users", "/users", { ...filters });

export function addUser({ role, ...user }: NewUser, options: WriteOptions) {
  return write<User>("POST", "/users", { ...user, ...roleField(role) }, options);
}

/**
 * Changes a role from what the person saw (`before`), and refuses with `precondition_failed` when
 * somebody else has changed the user meanwhile.
 */
export async function changeRole(id: string, before: string, role: string): Promise<User> {
  const path = `/users/${id}`;
  const { value, tag } = await getTagged<User>(path);
  if (value.role !== before) {
    throw new ProblemError({
      title: "The resource has changed",
      status: 412,
      code: "precondition_failed",
    });
  }
  return write<User>("PATCH", path, roleField(role), tag === undefined ? {} : { ifMatch: tag });
}

export function changeStatus(id: string, status: User["status"]) {
  return write<User>("PATCH", `/users/${id}`, { status });
}

export function removeUser(id: string) {
  return write<void>("DELETE", `/users/${id}`);
}

export function endUserSessions(id: string) {
  return write<{ ended: number }>("DELETE", `/users/${id}/sessions`);
}
