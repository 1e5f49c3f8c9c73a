import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { mapProblem, problemOf } from "@/api/problem";
import { resetPassword } from "@/api/sessions";
import { ExtraWords } from "@/app/extra_words";
import { endSession } from "@/app/session_cache";
import { useT } from "@/messages/use_t";
import { Card } from "./card";
import { LinkOver } from "./link_over";
import { useMailedToken } from "./token";

const pointers = { "/password": "password" } as const;

function ResetPassword() {
  const t = useT();
  const client = useQueryClient();
  const token = useMailedToken();
  const form = useForm({ initialValues: { password: "" } });
  const reset = useMutation({
    mutationFn: (values: { password: string }) => resetPassword(token, values.password),
    onSuccess: () => endSession(client),
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const unmapped = reset.isError && Object.keys(form.errors).length === 0;
  return (
    <Card title={t("reset.title")}>
      {unmapped && <LinkOver error={reset.error} />}
      {reset.isSuccess ? (
        <Stack gap="sm">
          <Alert color="green" role="status">
            {t("reset.done")}
          </Alert>
          <Button renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}>
            {t("reset.sign_in")}
          </Button>
        </Stack>
      ) : (
        <form noValidate onSubmit={form.onSubmit((values) => reset.mutate(values))}>
          <Stack gap="sm">
            <PasswordInput
              label={t("security.password_new")}
              autoComplete="new-password"
              required
              data-autofocus
              visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
              {...form.getInputProps("password")}
            />
            <Button type="submit" loading={reset.isPending}>
              {t("reset.action")}
            </Button>
          </Stack>
        </form>
      )}
    </Card>
  );
}

export function ResetPasswordPage() {
  return (
    <ExtraWords group="identity">
      <ResetPassword />
    </ExtraWords>
  );
}
