import { SimpleGrid, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { limitsQuery, type EffectiveLimits } from "@/api/limits";
import { useNumberLocale } from "@/app/preferences";
import { ProblemAlert } from "@/components/problem_alert";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { FullBar } from "@/pages/usage/full_bar";
import { CallsAgainstLimit } from "./calls_against_limit";

function Bars({ limits }: { limits: EffectiveLimits }) {
  const t = useT();
  const locale = useNumberLocale();
  const count = (value: number) => formatCount(value, locale);
  const month = limits.calls_a_month;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {limits.limits.map((one) => (
        <FullBar
          key={one.limit}
          name={t("limits.of", { limit: one.limit })}
          used={one.quota - one.remaining}
          allowed={one.quota}
          text={t("limits.left", {
            left: count(one.remaining),
            quota: count(one.quota),
            seconds: count(one.window_seconds),
          })}
        />
      ))}
      {month !== undefined && (
        <FullBar
          name={t("limits.month")}
          used={month.used}
          allowed={month.allowed}
          text={t("limits.month_left", {
            left: count(Math.max(0, month.allowed - month.used)),
            allowed: count(month.allowed),
          })}
        />
      )}
    </SimpleGrid>
  );
}

/** What else holds of the limits that are shown, in sentences. */
function Notes({ limits }: { limits: EffectiveLimits }) {
  const t = useT();
  const locale = useNumberLocale();
  return (
    <Text size="sm" mt="sm" className="quiet">
      {t("limits.plan", { plan: limits.plan })}
      {limits.at_work !== undefined &&
        ` ${t("limits.at_work", { count: formatCount(limits.at_work, locale) })}`}
    </Text>
  );
}

/** What may be asked in what time, how full each limit is now, and how full it was. */
export function RateLimits() {
  const t = useT();
  const query = useQuery(limitsQuery);
  const limits = query.data;
  if (limits === undefined) {
    if (query.isPending) return <Skeleton height={200} />;
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  const { limits: rates, calls_a_month: month, at_work: atWork } = limits;
  if (rates.length === 0 && month === undefined && atWork === undefined) {
    return <Text>{t("limits.none")}</Text>;
  }
  const ofTenant = rates.find(({ limit }) => limit === "tenant");
  return (
    <>
      <Bars limits={limits} />
      <Notes limits={limits} />
      {ofTenant !== undefined && (
        <CallsAgainstLimit quota={ofTenant.quota} windowSeconds={ofTenant.window_seconds} />
      )}
    </>
  );
}
