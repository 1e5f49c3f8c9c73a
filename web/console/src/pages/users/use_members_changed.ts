import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/** Reads anew what tells of members: the list, how many have each role, what the plan has left. */
export function useMembersChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ["users", "roles", "usage"];
    await client.invalidateQueries({
      predicate: ({ queryKey }) => keys.includes(String(queryKey[0])),
    });
  }, [client]);
}
