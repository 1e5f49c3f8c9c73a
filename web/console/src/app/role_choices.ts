import { useQuery } from "@tanstack/react-query";
import { rolesQuery } from "@/api/roles";
import { roles } from "@/api/session";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";
import { roleName } from "./role_name";

/** The roles that people can have here: the platform's, then the tenant's own, by their ids. */
export function useRoleChoices(): { value: string; label: string }[] {
  const t = useT();
  const may = useMay();
  const known = useQuery({ ...rolesQuery, enabled: may("roles:read") }).data?.items ?? [];
  return [
    ...roles.map((role) => ({ value: role as string, label: roleName(role, undefined, t) })),
    ...known.flatMap(({ id, name }) => (id === undefined ? [] : [{ value: id, label: name }])),
  ];
}
