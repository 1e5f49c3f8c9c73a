import { Autocomplete, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { createLedger } from "@/api/ledgers";
import { mapProblem, problemOf } from "@/api/problem";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** Offered first; any other asset the tenant knows can be typed. */
const commonAssets = ["INR", "USD", "EUR", "GBP", "AED", "SGD", "JPY", "CHF"];
const pointers = { "/name": "name", "/asset": "asset" } as const;

export function CreateLedger({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const form = useForm({
    initialValues: { name: "", asset: "INR" },
    validate: {
      name: (value) => (value.trim() === "" ? t("form.required") : null),
      asset: (value) => (value.trim() === "" ? t("form.required") : null),
    },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body = { name: values.name.trim(), asset: values.asset.trim().toUpperCase() };
      return once.current.run(body, (idempotencyKey) => createLedger(body, { idempotencyKey }));
    },
    onSuccess: async (ledger) => {
      await client.invalidateQueries({ queryKey: ["ledgers"] });
      notifications.show({ message: t("ledgers.created", { name: ledger.name }) });
      onClose();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  return (
    <Dialog title={t("ledgers.create")} onClose={onClose}>
      {create.isError && (
        <ProblemAlert
          error={create.error}
          rest={mapProblem(problemOf(create.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("ledgers.name")}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <Autocomplete
            label={t("ledgers.asset")}
            description={t("ledgers.asset_detail")}
            required
            data={commonAssets}
            {...form.getInputProps("asset")}
          />
          <FormActions onCancel={onClose} loading={create.isPending}>
            {t("ledgers.create")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
