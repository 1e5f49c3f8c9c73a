import { Alert, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { resetFactors } from "@/api/factors";
import { mapProblem, problemOf } from "@/api/problem";
import type { User } from "@/api/users";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/reason": "reason" } as const;

/** For a member who has lost them, with the reason for the audit. */
export function ResetFactors({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useT();
  const { id, name } = user;
  const form = useForm({
    initialValues: { reason: "" },
    validate: { reason: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const reset = useMutation({
    mutationFn: (values: { reason: string }) => resetFactors(id, values.reason.trim()),
    onSuccess: () => {
      notifications.show({ message: t("members.reset_done", { name }) });
      onClose();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const unmapped = reset.isError && Object.keys(form.errors).length === 0;
  const own = reset.isError && problemOf(reset.error).code === "refused";
  return (
    <Dialog title={t("members.reset_title", { name })} onClose={onClose}>
      {own && (
        <Alert color="yellow" variant="light" role="alert" mb="md">
          {t("members.reset_own", { name })}
        </Alert>
      )}
      {unmapped && !own && <ProblemAlert error={reset.error} />}
      <form noValidate onSubmit={form.onSubmit((values) => reset.mutate(values))}>
        <Stack gap="sm">
          <Text size="sm">{t("members.reset_detail")}</Text>
          <TextInput
            label={t("members.reset_reason")}
            description={t("members.reset_reason_detail")}
            maxLength={500}
            required
            data-autofocus
            {...form.getInputProps("reason")}
          />
          <FormActions onCancel={onClose} color="red" loading={reset.isPending}>
            {t("members.reset_factors")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
