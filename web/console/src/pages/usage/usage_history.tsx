import { ActionIcon, SegmentedControl, Select, Skeleton, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meters, usageHistoryQuery, type LimitUsage, type Meter, type UsageDay } from "@/api/usage";
import { useMachineNow } from "@/app/use_now";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { download } from "@/format/csv";
import { rowsToCsv } from "@/format/csv_rows";
import { useT } from "@/messages/use_t";
import classes from "./usage.module.css";
import { dayOf, daysBefore, everyDay, monthBefore } from "./usage_days";
import { UsagePlot, type Shows } from "./usage_plot";
import { UsageTotals } from "./usage_totals";

const spans = ["30", "90", "365"] as const;

interface Props {
  /** What the plan allows. */
  limits: LimitUsage[];
  /** Calls of a month after which all further ones are refused. */
  quota?: number | undefined;
  /** Absent: one's own. */
  tenant?: string;
}

function Figures({
  meter,
  days,
  today,
  span,
  allowed,
  quota,
}: {
  meter: Meter;
  days: UsageDay[];
  today: string;
  span: number;
  allowed: number | undefined;
  quota: number | undefined;
}) {
  const t = useT();
  const [shows, setShows] = useState<Shows>("day");
  const first = daysBefore(today, span - 1);
  // What is stored is not nothing on a day without a measurement.
  const plotted =
    meter === "storage_bytes"
      ? days.filter(({ day }) => day >= first)
      : everyDay(days, first, today);
  return (
    <>
      <UsageTotals meter={meter} days={days} today={today} />
      <section className={`surface ${classes["panel"]}`}>
        <div className={classes["bar"]}>
          <Title order={3}>{t("usage.day_by_day", { meter })}</Title>
          {meter !== "storage_bytes" && (
            <SegmentedControl
              aria-label={t("usage.shows")}
              value={shows}
              onChange={(value) => setShows(value as Shows)}
              data={[
                { value: "day", label: t("usage.each_day") },
                { value: "month", label: t("usage.month_so_far") },
              ]}
            />
          )}
        </div>
        <UsagePlot
          meter={meter}
          days={plotted}
          shows={meter === "storage_bytes" ? "day" : shows}
          allowed={allowed}
          quota={quota}
        />
      </section>
    </>
  );
}

/** What was used, a meter at a time. */
export function UsageHistory({ limits, quota, tenant }: Props) {
  const t = useT();
  const [meter, setMeter] = useState<Meter>("calls");
  const [span, setSpan] = useState<string>("30");
  // Days are of the machine's clock, in sandboxes too.
  const today = dayOf(useMachineNow());
  const spanBegins = daysBefore(today, Number(span) - 1);
  const monthBegins = monthBefore(today);
  const from = spanBegins < monthBegins ? spanBegins : monthBegins;
  const query = useQuery(usageHistoryQuery(meter, from, today, tenant));
  const days = query.data?.days;
  const save = () =>
    download(
      `usage_${meter}_${from}_${today}.csv`,
      "text/csv;charset=utf-8",
      rowsToCsv((days ?? []).map((one) => ({ ...one }))),
    );
  return (
    <>
      <div className={classes["bar"]}>
        <Select
          aria-label={t("usage.what")}
          w={220}
          allowDeselect={false}
          data={meters.map((one) => ({ value: one, label: t("usage.meter", { meter: one }) }))}
          value={meter}
          onChange={(value) => value !== null && setMeter(value)}
        />
        <SegmentedControl
          aria-label={t("usage.span")}
          value={span}
          onChange={setSpan}
          data={spans.map((one) => ({ value: one, label: t("usage.last_days", { days: one }) }))}
        />
        <ActionIcon
          size="lg"
          variant="default"
          aria-label={t("common.export_csv")}
          title={t("common.export_csv")}
          disabled={days === undefined || days.length === 0}
          onClick={save}
        >
          <IconDownload size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={360} />}
      {days?.length === 0 && (
        <EmptyState title={t("usage.nothing", { meter })} detail={t("usage.nothing_detail")} />
      )}
      {days !== undefined && days.length > 0 && (
        <Figures
          key={meter}
          meter={meter}
          days={days}
          today={today}
          span={Number(span)}
          allowed={limits.find((one) => one.limit === meter)?.allowed}
          quota={meter === "calls" ? quota : undefined}
        />
      )}
    </>
  );
}
