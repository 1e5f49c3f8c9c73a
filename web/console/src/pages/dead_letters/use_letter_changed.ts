import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/** Reads again what a decision has changed: the letter, the list, and others of its stream. */
export function useLetterChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ["dead_letters"] }), [client]);
}
