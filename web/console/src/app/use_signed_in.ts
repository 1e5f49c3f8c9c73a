import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Session } from "@/api/session";
import { safeReturn } from "./safe_return";
import { beginSession } from "./session_cache";

/** What follows every way of signing in: a clean start, and the page that was wanted. */
export function useSignedIn(then?: string): (session: Session) => void {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(
    (session) => {
      beginSession(client, session);
      router.history.push(safeReturn(then));
    },
    [client, router, then],
  );
}
