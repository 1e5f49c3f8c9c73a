import { Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { apiKeyKinds, createApiKey, type ApiKeyKind, type NewApiKey } from "@/api/api_keys";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { roles, type Role } from "@/api/session";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { SecretOnce } from "./secret_once";
import { SigningKeys } from "./signing_keys";

const pointers = { "/name": "name", "/role": "role", "/expires_at": "days" } as const;
const lifetimes = ["30", "90", "365", "never"] as const;

/** Makes a key, then shows its secret the only time it can be seen. */
export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const form = useForm({
    initialValues: {
      name: "",
      kind: "bearer" as ApiKeyKind,
      role: "member" as Role,
      days: "90" as (typeof lifetimes)[number],
    },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body: NewApiKey = { name: values.name.trim(), role: values.role, kind: values.kind };
      if (values.days !== "never") {
        const midnight = new Date().setUTCHours(24, 0, 0, 0);
        body.expires_at = new Date(midnight + Number(values.days) * 86_400_000).toISOString();
      }
      return once.current.run(body, (idempotencyKey) => createApiKey(body, { idempotencyKey }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }),
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  if (create.data !== undefined && create.data.secret === undefined) {
    return <SigningKeys apiKey={create.data} onClose={onClose} />;
  }
  if (create.data?.secret !== undefined) {
    return (
      <Dialog title={t("keys.secret_title")} onClose={onClose} size="lg" keepOpen>
        <SecretOnce secret={create.data.secret} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("keys.create")} onClose={onClose}>
      {create.isError && (
        <ProblemAlert
          error={create.error}
          rest={mapProblem(problemOf(create.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("keys.name")}
            description={t("keys.name_detail")}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <Select
            label={t("keys.kind")}
            description={t(`keys.kind_${form.values.kind}_detail`)}
            allowDeselect={false}
            data={apiKeyKinds.map((kind) => ({ value: kind, label: t(`keys.kind_${kind}`) }))}
            {...form.getInputProps("kind")}
          />
          <Select
            label={t("users.role")}
            description={t(`role_detail.${form.values.role}`)}
            allowDeselect={false}
            data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            {...form.getInputProps("role")}
          />
          <Select
            label={t("keys.expires")}
            allowDeselect={false}
            data={lifetimes.map((days) => ({
              value: days,
              label: days === "never" ? t("keys.never") : t("keys.days", { count: Number(days) }),
            }))}
            {...form.getInputProps("days")}
          />
          <FormActions onCancel={onClose} loading={create.isPending}>
            {t("keys.create")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
