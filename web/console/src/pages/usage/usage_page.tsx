import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { limitsQuery } from "@/api/limits";
import { usageQuery } from "@/api/usage";
import { ExtraWords } from "@/app/extra_words";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { RateLimits } from "@/pages/limits/rate_limits";
import { LimitBars } from "./limit_bars";
import { UsageHistory } from "./usage_history";

function Usage() {
  const t = useT();
  const query = useQuery(usageQuery);
  const usage = query.data;
  const quota = useQuery(limitsQuery).data?.calls_a_month?.allowed;
  return (
    <>
      <PageHeader title={t("nav.usage")} description={t("usage.description")} />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {usage !== undefined && (
        <>
          <Text mb="md">
            {usage.plan === "" ? t("usage.no_plan") : t("usage.plan", { plan: usage.plan })}
          </Text>
          <LimitBars limits={usage.limits} />
        </>
      )}
      <Title order={2} mt="xl" mb="sm">
        {t("limits.title")}
      </Title>
      <RateLimits />
      <Title order={2} mt="xl" mb="sm">
        {t("usage.history")}
      </Title>
      <UsageHistory limits={usage?.limits ?? []} quota={quota} />
    </>
  );
}

/** What the plan allows and what is used of it. */
export function UsagePage() {
  return (
    <ExtraWords group="organisation">
      <Usage />
    </ExtraWords>
  );
}
