import { Alert, Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { mapProblem, problemOf } from "@/api/problem";
import { requestPasswordReset } from "@/api/sessions";
import { ExtraWords } from "@/app/extra_words";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { Card } from "./card";

const pointers = { "/email": "email" } as const;

function ForgottenPassword() {
  const t = useT();
  const form = useForm({ initialValues: { email: "" } });
  const ask = useMutation({
    mutationFn: (values: { email: string }) => requestPasswordReset(values.email.trim()),
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const unmapped = ask.isError && Object.keys(form.errors).length === 0;
  return (
    <Card title={t("forgotten.title")}>
      {unmapped && <ProblemAlert error={ask.error} />}
      {ask.isSuccess ? (
        <Alert color="green" role="status">
          {t("forgotten.sent", { email: ask.variables.email })}
        </Alert>
      ) : (
        <form noValidate onSubmit={form.onSubmit((values) => ask.mutate(values))}>
          <Stack gap="sm">
            <Text size="sm">{t("forgotten.detail")}</Text>
            <TextInput
              type="email"
              label={t("sign_in.email")}
              autoComplete="username"
              required
              data-autofocus
              {...form.getInputProps("email")}
            />
            <Button type="submit" loading={ask.isPending}>
              {t("forgotten.action")}
            </Button>
          </Stack>
        </form>
      )}
      <Text size="sm" mt="md" ta="center">
        <Anchor
          size="sm"
          c="var(--sangam-accent)"
          renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}
        >
          {t("forgotten.back")}
        </Anchor>
      </Text>
    </Card>
  );
}

export function ForgottenPasswordPage() {
  return (
    <ExtraWords group="identity">
      <ForgottenPassword />
    </ExtraWords>
  );
}
