import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { CodeField } from "@/components/code_field";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import type { useSignInForm } from "./use_sign_in_form";

/** Address and password; then, in their place, the code. */
export function SignInForm({ state }: { state: ReturnType<typeof useSignInForm> }) {
  const t = useT();
  const { form, step, submit, failure } = state;
  const code = step === "code";
  return (
    <>
      {failure && <ProblemAlert error={failure} rest={[]} />}
      {step === "passkey" && (
        <Alert color="yellow" variant="light" role="alert" mb="md">
          {t("sign_in.passkey_needed")}
        </Alert>
      )}
      <form noValidate onSubmit={form.onSubmit((values) => submit.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            type="email"
            label={t("sign_in.email")}
            autoComplete="username webauthn"
            required
            readOnly={code}
            data-autofocus={!code}
            {...form.getInputProps("email")}
          />
          {code ? (
            <CodeField {...form.getInputProps("code")} />
          ) : (
            <PasswordInput
              label={t("sign_in.password")}
              autoComplete="current-password"
              required
              visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
              {...form.getInputProps("password")}
            />
          )}
          {state.withTenant && (
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
          {code && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              c="var(--sangam-accent)"
              onClick={state.startAgain}
            >
              {t("sign_in.start_again")}
            </Anchor>
          )}
        </Stack>
      </form>
    </>
  );
}
