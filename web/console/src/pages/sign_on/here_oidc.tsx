import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { mapProblem, problemOf } from "@/api/problem";
import type { Connection, ConnectionChange } from "@/api/sign_on";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { useChange } from "./use_change";

const pointers = {
  "/issuer": "issuer",
  "/client_id": "client_id",
  "/client_secret": "client_secret",
} as const;

/** What an OpenID provider gives: who it is, and who we are there. */
export function HereOidc({ connection }: { connection: Connection }) {
  const t = useT();
  const change = useChange(connection.id);
  const form = useForm({
    initialValues: {
      issuer: connection.issuer ?? "",
      client_id: connection.client_id ?? "",
      client_secret: "",
    },
    validate: {
      issuer: (value) => (value.trim() === "" ? t("form.required") : null),
      client_id: (value) => (value.trim() === "" ? t("form.required") : null),
    },
  });
  const save = (values: typeof form.values) => {
    const wanted: ConnectionChange = {
      issuer: values.issuer.trim(),
      client_id: values.client_id.trim(),
    };
    if (values.client_secret !== "") wanted.client_secret = values.client_secret;
    change.mutate(wanted, {
      onSuccess: () => form.setFieldValue("client_secret", ""),
      onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
    });
  };
  return (
    <form noValidate onSubmit={form.onSubmit(save)}>
      <Stack gap="sm" maw={560}>
        {change.isError && (
          <ProblemAlert
            error={change.error}
            rest={mapProblem(problemOf(change.error), pointers).rest}
          />
        )}
        <TextInput
          label={t("sign_on.issuer")}
          description={t("sign_on.issuer_detail")}
          required
          {...form.getInputProps("issuer")}
        />
        <TextInput
          label={t("sign_on.client_id")}
          autoComplete="off"
          required
          {...form.getInputProps("client_id")}
        />
        <PasswordInput
          label={t("sign_on.client_secret")}
          description={connection.has_client_secret ? t("sign_on.client_secret_kept") : undefined}
          autoComplete="off"
          visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
          {...form.getInputProps("client_secret")}
        />
        <Button type="submit" loading={change.isPending} style={{ alignSelf: "flex-start" }}>
          {t("sign_on.save")}
        </Button>
      </Stack>
    </form>
  );
}
