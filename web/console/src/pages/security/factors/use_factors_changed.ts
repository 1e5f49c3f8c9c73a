import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { factorsQuery } from "@/api/factors";
import { ownSessionsQuery } from "@/api/sessions";

/** Reads again what a factor that was added, used or removed changes. */
export function useFactorsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      [factorsQuery, ownSessionsQuery].map(({ queryKey }) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  }, [client]);
}
