import { Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { createScimToken, provisionedRoles, type NewScimToken } from "@/api/scim_tokens";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { TokenOnce } from "./token_once";

const pointers = { "/name": "name", "/role": "role" } as const;

/** Makes a token, then shows it the only time it can be seen. */
export function CreateToken({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const form = useForm<NewScimToken>({
    initialValues: { name: "", role: "member" },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const create = useMutation({
    mutationFn: ({ name, role }: NewScimToken) => {
      const body = { name: name.trim(), role };
      return once.current.run(body, (idempotencyKey) => createScimToken(body, { idempotencyKey }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["scim-tokens"] }),
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  if (create.data !== undefined) {
    return (
      <Dialog title={t("provisioning.secret_title")} onClose={onClose} size="lg" keepOpen>
        <TokenOnce secret={create.data.secret} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("provisioning.create")} onClose={onClose}>
      {create.isError && (
        <ProblemAlert
          error={create.error}
          rest={mapProblem(problemOf(create.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("provisioning.name")}
            description={t("provisioning.name_detail")}
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <Select
            label={t("provisioning.role")}
            description={t(`role_detail.${form.values.role}`)}
            allowDeselect={false}
            data={provisionedRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            {...form.getInputProps("role")}
          />
          <FormActions onCancel={onClose} loading={create.isPending}>
            {t("provisioning.create")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
