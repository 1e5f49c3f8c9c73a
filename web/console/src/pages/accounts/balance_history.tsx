import { Group, SegmentedControl, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { balanceHistoryQuery, type Account } from "@/api/accounts";
import { useDateLocale, useNumberLocale } from "@/app/preferences";
import { ranges, type Range } from "@/app/search_params";
import { useClockOffsetMs } from "@/app/use_now";
import { Chart } from "@/components/chart";
import { ProblemAlert } from "@/components/problem_alert";
import { formatAmount } from "@/format/amount_text";
import { formatTimestamp } from "@/format/time";
import { useT } from "@/messages/use_t";
import { rangeStart } from "./range_start";

interface Props {
  account: Account;
  range: Range;
  onRange: (range: Range) => void;
}

/** The balance over time, as a line that holds until the next change. */
export function BalanceHistory({ account, range, onRange }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const dates = useDateLocale();
  const offset = useClockOffsetMs();
  const [now] = useState(() => Date.now());
  const from = rangeStart(range, now + offset, account.created_at);
  const query = useQuery(balanceHistoryQuery(account.id, from));
  const points = useMemo(
    () => (query.data ?? []).map(({ timestamp, balance }) => ({ timestamp, value: balance })),
    [query.data],
  );
  const first = points[0];
  const last = points.at(-1);
  const summary =
    first === undefined || last === undefined
      ? ""
      : t("accounts.chart_summary", {
          from: formatTimestamp(first.timestamp, dates),
          to: formatTimestamp(last.timestamp, dates),
          first: formatAmount(first.value, locale),
          last: formatAmount(last.value, locale),
        });
  return (
    <section className="surface padded" style={{ marginBottom: 12 }}>
      <Group justify="space-between" mb={4}>
        <Title order={2}>{t("accounts.history")}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t("accounts.period")}
          value={range}
          onChange={(value) => onRange(value as Range)}
          data={ranges.map((value) => ({ value, label: t(`range.${value}`) }))}
        />
      </Group>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {query.isSuccess && points.length > 0 && <Chart points={points} summary={summary} />}
      {query.isSuccess && points.length === 0 && (
        <p className="quiet">{t("accounts.no_history")}</p>
      )}
    </section>
  );
}
