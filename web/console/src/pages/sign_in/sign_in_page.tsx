import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { mapProblem, problemOf } from "@/api/problem";
import { sessionQuery, signIn } from "@/api/session";
import { safeReturn } from "@/app/safe_return";
import { LogoMark } from "@/components/logo";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import classes from "./sign_in_page.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const t = useT();
  const router = useRouter();
  const client = useQueryClient();
  const { then } = route.useSearch();
  const [withTenant, setWithTenant] = useState(false);
  const form = useForm({
    initialValues: { email: "", password: "", tenant: "" },
    validate: {
      email: (value) => (value.trim() === "" ? t("form.required") : null),
      password: (value) => (value === "" ? t("form.required") : null),
    },
  });
  useEffect(() => {
    document.title = `${t("sign_in.title")} · Sangam`;
  }, [t]);
  const submit = useMutation({
    mutationFn: (values: typeof form.values) =>
      signIn({
        email: values.email.trim(),
        password: values.password,
        ...(values.tenant.trim() === "" ? {} : { tenant: values.tenant.trim() }),
      }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      router.history.push(safeReturn(then));
    },
    onError: (error) => {
      const problem = problemOf(error);
      const pointers = { "/email": "email", "/password": "password", "/tenant": "tenant" } as const;
      form.setErrors(mapProblem(problem, pointers).fields);
      if (problem.errors?.some((field) => field.pointer === "/tenant")) setWithTenant(true);
    },
  });
  return (
    <main className={classes["page"]}>
      <div className={`surface ${classes["card"]}`}>
        <div className={classes["brand"]}>
          <LogoMark size={34} />
          <Title order={1}>{t("sign_in.title")}</Title>
        </div>
        {submit.isError && <ProblemAlert error={submit.error} rest={[]} />}
        <form noValidate onSubmit={form.onSubmit((values) => submit.mutate(values))}>
          <Stack gap="sm">
            <TextInput
              type="email"
              label={t("sign_in.email")}
              autoComplete="username"
              required
              data-autofocus
              {...form.getInputProps("email")}
            />
            <PasswordInput
              label={t("sign_in.password")}
              autoComplete="current-password"
              required
              visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
              {...form.getInputProps("password")}
            />
            {withTenant && (
              <TextInput
                label={t("sign_in.tenant")}
                description={t("sign_in.tenant_detail")}
                autoComplete="organization"
                {...form.getInputProps("tenant")}
              />
            )}
            <Button type="submit" loading={submit.isPending} mt={4}>
              {t("sign_in.action")}
            </Button>
          </Stack>
        </form>
        {!withTenant && (
          <Text size="sm" mt="md" ta="center">
            <Anchor
              component="button"
              size="sm"
              c="var(--sangam-accent)"
              onClick={() => setWithTenant(true)}
            >
              {t("sign_in.choose_tenant")}
            </Anchor>
          </Text>
        )}
      </div>
    </main>
  );
}
