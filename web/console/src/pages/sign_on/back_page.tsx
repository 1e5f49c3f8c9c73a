import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { finishSignOn, type Answer } from "@/api/sign_on";
import { arrivedWith } from "@/app/arrived_with";
import { safeReturn } from "@/app/safe_return";
import { beginSession } from "@/app/session_cache";
import { useT } from "@/messages/use_t";
import { PersonPage } from "@/pages/authorize/person_page";
import { FailedSignOn } from "./failed_sign_on";

const route = getRouteApi("/sign-on/sign-on/back/$connectionId");

/** What came in the address; what is not there is left out. */
export function answerFrom(connection: string, query: URLSearchParams): Answer {
  const answer: Answer = { connection, state: query.get("state") ?? "unknown" };
  for (const name of ["answer", "code", "iss", "error", "error_description"] as const) {
    const value = query.get(name);
    if (value !== null && value !== "") answer[name] = value;
  }
  return answer;
}

/** Where identity providers send people back to. */
export function BackPage() {
  const t = useT();
  const router = useRouter();
  const client = useQueryClient();
  const { connectionId } = route.useParams();
  // As a query, because a sign-in can be finished once only, however often this is drawn.
  const finished = useQuery({
    queryKey: ["sign-on", "finish", connectionId],
    queryFn: () => finishSignOn(answerFrom(connectionId, arrivedWith)),
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const done = finished.data;
  useEffect(() => {
    if (done === undefined) return;
    if (done.session !== undefined) beginSession(client, done.session);
    // Who tried a connection out wants to see what came of it.
    const part = done.tried === undefined ? "" : "#try";
    router.history.replace(safeReturn(done.next) + part);
  }, [done, client, router]);
  if (finished.isError) return <FailedSignOn error={finished.error} />;
  return (
    <PersonPage title={t("sign_on.finishing")}>
      <Skeleton height={24} />
    </PersonPage>
  );
}
