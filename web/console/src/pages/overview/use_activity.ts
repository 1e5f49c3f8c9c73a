import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { EventTail } from "@/api/event_tail";
import { fetchAll } from "@/api/page";
import { newestFirst, type Transfer } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import { useClockOffsetMs } from "@/app/use_now";
import { activityOf, lastDays } from "./activity";

/** Two weeks: the last, and the one it is compared with. */
const dayCount = 14;
/** More transfers than these are for the pages of the ledger; the chart then says so. */
const most = 3_000;
/** Each look is recorded in the audit, so that what happens is shown at most this often. */
const restMs = 20_000;

const activityQuery = (from: string) =>
  queryOptions({
    queryKey: ["transfers", "activity", from],
    queryFn: () => fetchAll<Transfer>("/ledger/transfers", { from, sort: newestFirst }, most),
    staleTime: restMs,
  });

/** Looks again when a transfer is made anywhere, told by the event log while the window is seen. */
function useFreshTransfers(): void {
  const client = useQueryClient();
  const follows = useMay()("events:read");
  useEffect(() => {
    if (!follows) return;
    let timer: number | undefined;
    const refresh = () => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ["transfers"] });
    };
    const tail = new EventTail({
      filters: { type: "ledger.transfers.posted" },
      after: undefined,
      onEvents: () => {
        timer ??= window.setTimeout(refresh, restMs);
      },
      onState: () => {},
    });
    return () => {
      window.clearTimeout(timer);
      tail.stop();
    };
  }, [client, follows]);
}

/** What moved in each ledger in the last two weeks, as it happens. */
export function useActivity() {
  const offset = useClockOffsetMs();
  const [now] = useState(() => Date.now());
  const days = useMemo(() => lastDays(now + offset, dayCount), [now, offset]);
  const query = useQuery(activityQuery(new Date(days[0] ?? 0).toISOString()));
  useFreshTransfers();
  const ledgers = useMemo(
    () => (query.data === undefined ? undefined : activityOf(query.data.rows, days)),
    [query.data, days],
  );
  return { query, ledgers, complete: query.data?.complete ?? true };
}
