import { NumberInput, Select, SimpleGrid, Switch, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { changeSignInPolicy, signInPolicyQuery, type SignInPolicy } from "@/api/sessions";
import { tellFailure } from "@/components/failure_notice";
import { scrollHere } from "@/components/scroll_here";
import { useT, type Translate } from "@/messages/use_t";
import { PolicyFactor } from "./policy_factor";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const idleChoices = [15 * minute, 30 * minute, hour, 2 * hour, 8 * hour, day];
const absoluteChoices = [8 * hour, 12 * hour, day, 7 * day, 30 * day];

function duration(seconds: number, t: Translate): string {
  if (seconds % day === 0 && seconds > day) return t("security.days", { count: seconds / day });
  if (seconds % hour === 0) return t("security.hours", { count: seconds / hour });
  return t("security.minutes", { count: Math.round(seconds / minute) });
}

/** The choices, and the present value where it is none of them. */
function choices(offered: number[], present: number, t: Translate) {
  const all = offered.includes(present) ? offered : [...offered, present].sort((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), label: duration(seconds, t) }));
}

/** What the tenant asks of sign-ins; each change counts at once. */
export function PolicyForm({ tenant }: { tenant: string }) {
  const t = useT();
  const client = useQueryClient();
  const policy = useQuery(signInPolicyQuery).data;
  const change = useMutation({
    mutationFn: (wanted: Partial<SignInPolicy>) => changeSignInPolicy(wanted),
    onSuccess: (changed) => {
      client.setQueryData(signInPolicyQuery.queryKey, changed);
      notifications.show({ message: t("security.policy_saved") });
    },
    onError: (error) => tellFailure(error, t),
  });
  if (policy === undefined) return null;
  return (
    <section id="policy" aria-labelledby="policy-title" ref={scrollHere}>
      <Title order={2} size="h4" id="policy-title">
        {t("security.policy", { tenant })}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {t("security.policy_detail")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} maw={900}>
        <Select
          label={t("security.policy_idle")}
          allowDeselect={false}
          disabled={change.isPending}
          value={String(policy.session_idle_seconds)}
          data={choices(idleChoices, policy.session_idle_seconds, t)}
          onChange={(value) => change.mutate({ session_idle_seconds: Number(value) })}
        />
        <Select
          label={t("security.policy_absolute")}
          allowDeselect={false}
          disabled={change.isPending}
          value={String(policy.session_absolute_seconds)}
          data={choices(absoluteChoices, policy.session_absolute_seconds, t)}
          onChange={(value) => change.mutate({ session_absolute_seconds: Number(value) })}
        />
        <NumberInput
          label={t("security.policy_length")}
          min={8}
          max={64}
          allowDecimal={false}
          disabled={change.isPending}
          key={policy.password_min_length}
          defaultValue={policy.password_min_length}
          onBlur={(event) => {
            const wanted = Number(event.currentTarget.value);
            if (wanted !== policy.password_min_length)
              change.mutate({ password_min_length: wanted });
          }}
        />
      </SimpleGrid>
      <PolicyFactor asked={policy.second_factor} />
      <Switch
        mt="md"
        label={t("security.emergency_access")}
        description={t("security.emergency_access_detail")}
        checked={policy.emergency_access}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ emergency_access: event.currentTarget.checked })}
      />
    </section>
  );
}
