import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { mapProblem, problemOf } from "@/api/problem";
import { changePassword, ownSessionsQuery, signInPolicyQuery } from "@/api/sessions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/password": "password" } as const;

export function ChangePassword() {
  const t = useT();
  const client = useQueryClient();
  const least = useQuery(signInPolicyQuery).data?.password_min_length ?? 8;
  const form = useForm({ initialValues: { password: "" } });
  const change = useMutation({
    mutationFn: (values: { password: string }) => changePassword(values.password),
    onSuccess: async () => {
      form.reset();
      notifications.show({ message: t("security.password_changed") });
      await client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const unmapped = change.isError && Object.keys(form.errors).length === 0;
  return (
    <section aria-labelledby="own-password">
      <Title order={2} size="h4" id="own-password">
        {t("security.password")}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {t("security.password_detail")}
      </Text>
      {unmapped && <ProblemAlert error={change.error} />}
      <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack gap="sm" maw={420}>
          <PasswordInput
            label={t("security.password_new")}
            description={t("security.password_rule", { count: least })}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
            {...form.getInputProps("password")}
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t("security.password_change")}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
