import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { roles } from "./session";

export interface RoleWithPermissions {
  /** Of a role of the tenant's own. */
  id?: string;
  name: string;
  built_in: boolean;
  permissions: string[];
  /** How many have it. */
  users?: number;
}

export interface RoleList {
  items: RoleWithPermissions[];
  /** All permissions there are. */
  permissions: string[];
}

/** How requests name a role, which is a built-in one or the id of one of the tenant's own. */
export function roleField(role: string): { role: string } | { custom_role: string } {
  return roles.some((one) => one === role) ? { role } : { custom_role: role };
}

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) => get<RoleList>("/roles", {}, signal),
});

export function createRole(name: string, permissions: string[]) {
  return write<RoleWithPermissions>("POST", "/roles", { name, permissions });
}

export function changeOwnRole(id: string, name: string, permissions: string[]) {
  return write<RoleWithPermissions>("PATCH", `/roles/${id}`, { name, permissions });
}

export function removeRole(id: string) {
  return write<void>("DELETE", `/roles/${id}`);
}
