import { useQueryClient } from "@tanstack/react-query";

/** Reads again what a transfer changes: balances, statements, lists of transfers. */
export function useRefreshLedger(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      ["accounts", "transfers", "ledgers"].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    );
  };
}
