import { Code, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { blockedPages } from "@/api/gateway";
import { gatewaySteps } from "@/api/gateway_steps";
import { rowsOf } from "@/api/page";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { countRules, type RuleCount } from "./rule_counts";

const everyMs = 10_000;

/** Which rules of the gateway block most, of the requests that the server still remembers. */
export function BlockedByRule() {
  const t = useT();
  const locale = useNumberLocale();
  const query = useInfiniteQuery({ ...blockedPages("platform"), refetchInterval: everyMs });
  if (query.isError) return <ProblemAlert error={query.error} />;
  const blocked = rowsOf(query.data);
  const leftOut = query.data?.pages[0]?.left_out ?? 0;
  const columns: Column<RuleCount>[] = [
    {
      id: "rule",
      header: t("gateway.rule"),
      title: true,
      cell: ({ rule, step }) => (
        <Link
          to="/platform-gateway"
          search={{ tab: "blocked", q: rule, step: gatewaySteps.find((one) => one === step) }}
          className="link"
        >
          <Code>{rule}</Code>
        </Link>
      ),
    },
    {
      id: "step",
      header: t("gateway.step"),
      cell: ({ step }) => t("gateway.step_name", { step }),
    },
    {
      id: "outcome",
      header: t("gateway.outcome"),
      cell: ({ outcome }) => t(`gateway.outcome_${outcome}`),
    },
    {
      id: "requests",
      header: t("observability.requests"),
      align: "end",
      cell: ({ requests }) => <span className="figures">{formatCount(requests, locale)}</span>,
    },
    { id: "at", header: t("traffic.last"), align: "end", cell: ({ at }) => <Moment at={at} /> },
  ];
  if (!query.isPending && blocked.length === 0) {
    return (
      <div className="surface">
        <EmptyState title={t("gateway.none_blocked")} detail={t("gateway.none_blocked_detail")} />
      </div>
    );
  }
  return (
    <>
      <Text size="sm" className="quiet">
        {t("traffic.of_last", { count: blocked.length })}{" "}
        {leftOut > 0 && t("gateway.left_out", { count: leftOut })}
      </Text>
      <DataTable
        label={t("traffic.blocked")}
        columns={columns}
        rows={countRules(blocked)}
        rowKey={({ step, outcome, rule }) => `${step} ${outcome} ${rule}`}
        loading={query.isPending}
      />
    </>
  );
}
