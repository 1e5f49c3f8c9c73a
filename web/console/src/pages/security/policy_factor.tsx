import { Alert, Anchor, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "@/api/problem";
import { changeSignInPolicy, signInPolicyQuery, type SignInPolicy } from "@/api/sessions";
import { refreshSession } from "@/app/session_cache";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

type Asked = SignInPolicy["second_factor"];
const choices: Asked[] = ["optional", "required", "passkey"];

/** Nobody asks of others what they have not done themselves: says so, and where to do it. */
function Refused({ error }: { error: unknown }) {
  const t = useT();
  const notShown = problemOf(error).errors?.some(({ code }) => code === "not_shown");
  if (!notShown) return <ProblemAlert error={error} />;
  return (
    <Alert color="yellow" variant="light" role="alert" mt="sm">
      {t("security.factor_not_shown")}{" "}
      <Anchor size="sm" c="var(--sangam-accent)" underline="always" href="#second-factors">
        {t("security.factor_set_up")}
      </Anchor>
    </Alert>
  );
}

/** Whether a password is enough for everybody in the tenant. */
export function PolicyFactor({ asked }: { asked: Asked }) {
  const t = useT();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (second_factor: Asked) => changeSignInPolicy({ second_factor }),
    onSuccess: async (changed) => {
      client.setQueryData(signInPolicyQuery.queryKey, changed);
      notifications.show({ message: t("security.policy_saved") });
      await refreshSession(client);
    },
  });
  return (
    <div style={{ maxWidth: 900 }}>
      <Select
        mt="sm"
        maw={290}
        label={t("security.policy_factor")}
        description={t("security.factor_detail")}
        allowDeselect={false}
        disabled={change.isPending}
        value={asked}
        data={choices.map((value) => ({ value, label: t(`security.factor_${value}`) }))}
        onChange={(value) => {
          if (value !== null && value !== asked) change.mutate(value as Asked);
        }}
      />
      {change.isError && <Refused error={change.error} />}
    </div>
  );
}
