import { NumberInput, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { createSource, signatureStyles } from "@/api/webhook_sources";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { SourceMade } from "./source_made";
import { bodyOf, needsToken, pointers, secretIsOptional, type SourceForm } from "./source_fields";

/** Makes a source, then shows the address for the provider and, when we made it, the secret. */
export function SourceDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const required = (value: string) => (value.trim() === "" ? t("form.required") : null);
  const form = useForm<SourceForm>({
    initialValues: { name: "", style: "standard", secret: "", verifyToken: "", tolerance: 300 },
    validate: {
      name: required,
      secret: (value, { style }) => (secretIsOptional(style) ? null : required(value)),
      verifyToken: (value, { style }) => (needsToken(style) ? required(value) : null),
    },
  });
  const create = useMutation({
    mutationFn: (values: SourceForm) => {
      const body = bodyOf(values);
      return once.current.run(body, (key) => createSource(body, key));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhook-sources"] }),
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  if (create.data !== undefined) return <SourceMade made={create.data} onClose={onClose} />;
  const style = form.values.style;
  return (
    <Dialog title={t("sources.create")} onClose={onClose} size="lg">
      {create.isError && (
        <ProblemAlert
          error={create.error}
          rest={mapProblem(problemOf(create.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("sources.name")}
            description={t("sources.name_detail")}
            maxLength={120}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <Select
            label={t("sources.style")}
            description={t(`source_style_detail.${style}`)}
            allowDeselect={false}
            data={signatureStyles.map((value) => ({ value, label: t(`source_style.${value}`) }))}
            {...form.getInputProps("style")}
          />
          <PasswordInput
            label={t("sources.secret")}
            description={t(
              secretIsOptional(style) ? "sources.secret_optional" : "sources.secret_detail",
            )}
            required={!secretIsOptional(style)}
            autoComplete="off"
            visibilityToggleButtonProps={{ "aria-label": t("sources.show_secret") }}
            {...form.getInputProps("secret")}
          />
          {needsToken(style) && (
            <TextInput
              label={t("sources.token")}
              description={t("sources.token_detail")}
              required
              autoComplete="off"
              {...form.getInputProps("verifyToken")}
            />
          )}
          <NumberInput
            label={t("sources.tolerance")}
            description={t("sources.tolerance_detail")}
            min={1}
            max={3600}
            allowDecimal={false}
            {...form.getInputProps("tolerance")}
          />
          <FormActions onCancel={onClose} loading={create.isPending}>
            {t("sources.create")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
