import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/api/problem";
import { sessionQuery } from "@/api/session";

/** A 401 anywhere means the session ended; the shell then shows the sign-in page. */
function noticeSignedOut(error: unknown): void {
  if (error instanceof ProblemError && error.problem.status === 401) {
    if (queryClient.getQueryData(sessionQuery.queryKey)) {
      queryClient.setQueryData(sessionQuery.queryKey, null);
    }
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A definite answer is not asked for again; a lost connection is, twice.
      retry: (failures, error) =>
        failures < 2 && error instanceof ProblemError && error.outcomeUnknown,
    },
  },
});
