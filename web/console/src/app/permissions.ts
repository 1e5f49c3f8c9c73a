import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { sessionQuery } from "@/api/session";

/** Whether the list of permissions grants one; "*" and "accounts:*" grant many. */
export function grants(permissions: string[], wanted: string): boolean {
  const area = wanted.split(":")[0];
  return permissions.some((held) => held === wanted || held === "*" || held === `${area}:*`);
}

/**
 * Whether the signed-in person may do something. This only hides what would be refused;
 * the server decides.
 */
export function useMay(): (permission: string | undefined) => boolean {
  const permissions = useQuery(sessionQuery).data?.permissions;
  return useCallback(
    (permission) => permission === undefined || grants(permissions ?? [], permission),
    [permissions],
  );
}
