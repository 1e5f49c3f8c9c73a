import { getTagged, write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import { ProblemError } from "./problem";
import type { Role } from "./session";

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  created_at: string;
}

export interface NewUser {
  email: string;
  name: string;
  password: string;
  role: Role;
}

export const usersPages = () => pagesQuery<User>("users", "/users");

export function addUser(body: NewUser, options: WriteOptions) {
  return write<User>("POST", "/users", body, options);
}

/**
 * Changes a role from what the person saw (`before`), and refuses with `precondition_failed` when
 * somebody else has changed the user meanwhile.
 */
export async function changeRole(id: string, before: Role, role: Role): Promise<User> {
  const path = `/users/${id}`;
  const { value, tag } = await getTagged<User>(path);
  if (value.role !== before) {
    throw new ProblemError({
      title: "The resource has changed",
      status: 412,
      code: "precondition_failed",
    });
  }
  return write<User>("PATCH", path, { role }, tag === undefined ? {} : { ifMatch: tag });
}
