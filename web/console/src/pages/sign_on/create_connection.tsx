import { Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { createConnection, protocols, type Protocol } from "@/api/sign_on";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/name": "name", "/protocol": "protocol" } as const;

/** Makes a draft, then shows its page, which leads through the rest. */
export function CreateConnection({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useRef(new IdempotentWrite());
  const form = useForm<{ name: string; protocol: Protocol }>({
    initialValues: { name: "", protocol: "oidc" },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body = { name: values.name.trim(), protocol: values.protocol };
      return once.current.run(body, (idempotencyKey) => createConnection(body, { idempotencyKey }));
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ["sign-on"] });
      await navigate({
        to: "/security/sign-on/$connectionId",
        params: { connectionId: made.id },
      });
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  return (
    <Dialog title={t("sign_on.create")} onClose={onClose}>
      {create.isError && (
        <ProblemAlert
          error={create.error}
          rest={mapProblem(problemOf(create.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("sign_on.name")}
            description={t("sign_on.name_detail")}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <Select
            label={t("sign_on.protocol")}
            description={t("sign_on.protocol_detail")}
            allowDeselect={false}
            data={protocols.map((one) => ({ value: one, label: t(`sign_on.protocol_${one}`) }))}
            {...form.getInputProps("protocol")}
          />
          <FormActions onCancel={onClose} loading={create.isPending}>
            {t("sign_on.create")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
