import { Skeleton } from "@mantine/core";
import { useState } from "react";
import type { Ledger } from "@/api/ledgers";
import { ProblemAlert } from "@/components/problem_alert";
import { EmptyState } from "@/components/empty_state";
import { useT } from "@/messages/use_t";
import { ActivityChart } from "./activity_chart";
import { LargestBalances } from "./largest_balances";
import { Tiles } from "./tiles";
import { useActivity } from "./use_activity";
import classes from "./overview.module.css";

/** One ledger's last two weeks: the busiest unless another is chosen. */
export function LedgerActivity({ ledgers }: { ledgers: Ledger[] }) {
  const t = useT();
  const { query, ledgers: active, complete } = useActivity();
  const [chosen, setChosen] = useState<string>();
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (active === undefined) return <Skeleton height={320} mb="lg" />;
  const activity = active.find(({ ledger }) => ledger === chosen) ?? active[0];
  if (activity === undefined) {
    return (
      <div className="surface">
        <EmptyState title={t("overview.quiet")} detail={t("overview.quiet_detail")} />
      </div>
    );
  }
  return (
    <>
      <Tiles activity={activity} complete={complete} />
      <div className={classes["columns"]}>
        <ActivityChart
          activity={activity}
          ledgers={ledgers.filter(({ id }) => active.some(({ ledger }) => ledger === id))}
          onLedger={setChosen}
        />
        <LargestBalances ledger={activity.ledger} />
      </div>
    </>
  );
}
