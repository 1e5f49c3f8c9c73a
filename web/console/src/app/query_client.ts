import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { refreshSession } from "./session_cache";

/**
 * Without a credential the session has ended; the shell then shows the sign-in page. Who must enrol is
 * told so by the session, and the gate by it.
 */
function noticeRefusal(error: unknown): void {
  if (!(error instanceof ProblemError)) return;
  if (error.problem.code === "enrolment_needed") void refreshSession(queryClient).catch(() => {});
  if (error.problem.code === "unauthenticated") {
    if (queryClient.getQueryData(sessionQuery.queryKey)) {
      queryClient.setQueryData(sessionQuery.queryKey, null);
    }
  }
}

/** Nobody waits longer than this before an empty page: the problem says when to try again. */
const longestWaitSeconds = 5;

/** A definite answer is not asked for again; a lost connection is, twice. */
function isWorthAsking(failures: number, error: unknown): boolean {
  if (failures >= 2 || !(error instanceof ProblemError)) return false;
  const wait = error.problem.retry_after_seconds ?? 0;
  return error.outcomeUnknown && wait <= longestWaitSeconds;
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeRefusal }),
  mutationCache: new MutationCache({ onError: noticeRefusal }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: isWorthAsking,
    },
  },
});
