import type { QueryClient } from "@tanstack/react-query";
import { sessionQuery, type Session } from "@/api/session";

/** Words belong to nobody; the session is replaced, for those who watch it. */
const kept = ["messages", sessionQuery.queryKey[0]];

const isSomebodys = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  !kept.includes(String(queryKey[0]));

/**
 * Somebody is signed in, by whatever means: what was read for another before them is gone. What the
 * page of the sign-in itself has read stays until it is left: it may be readable only once.
 */
export function beginSession(client: QueryClient, session: Session): void {
  client.removeQueries({ predicate: isSomebodys, type: "inactive" });
  client.setQueryData(sessionQuery.queryKey, session);
}

/**
 * Whoever is signed in acts for another tenant, or as somebody else, from now on. Their page is left
 * by `toStart` first, for it may show what there is only where they were; then nothing that was read
 * there stays, and what is on its way is not taken in.
 */
export async function changeSession(
  client: QueryClient,
  session: Session,
  toStart: () => Promise<void>,
): Promise<void> {
  await client.cancelQueries({ predicate: isSomebodys });
  client.removeQueries({ predicate: isSomebodys, type: "inactive" });
  await toStart();
  client.setQueryData(sessionQuery.queryKey, session);
  void client.resetQueries({ predicate: isSomebodys });
}

/** Nobody is signed in any more. */
export function endSession(client: QueryClient): void {
  client.setQueryData(sessionQuery.queryKey, null);
  client.removeQueries({ predicate: isSomebodys });
}

/** Asks the server again who is signed in and what is still asked of them. */
export function refreshSession(client: QueryClient) {
  return client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}
