import { Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { factorsQuery, type Factors } from "@/api/factors";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { AppFactor } from "./app_factor";
import { Passkeys } from "./passkeys";
import { RecoveryCodes } from "./recovery_codes";

const hasAny = ({ app, passkeys }: Factors) => app !== undefined || passkeys.length > 0;

/** What one shows beside the password, or in its place. */
export function OwnFactors() {
  const t = useT();
  const query = useQuery(factorsQuery);
  const factors = query.data;
  return (
    <section aria-labelledby="second-factors">
      <Title order={2} size="h4" id="second-factors">
        {t("factors.title")}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {t("factors.detail")}
      </Text>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Stack gap="md" aria-busy="true">
          <Skeleton height={72} />
          <Skeleton height={140} />
        </Stack>
      )}
      {factors !== undefined && (
        <Stack gap="lg">
          <Passkeys passkeys={factors.passkeys} />
          <AppFactor app={factors.app} />
          {hasAny(factors) && <RecoveryCodes left={factors.recovery_codes} />}
        </Stack>
      )}
    </section>
  );
}
