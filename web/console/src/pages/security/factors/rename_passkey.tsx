import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { renamePasskey, type Passkey } from "@/api/factors";
import { mapProblem, problemOf } from "@/api/problem";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/name": "name" } as const;

export function RenamePasskey({ passkey, onEnd }: { passkey: Passkey; onEnd: () => void }) {
  const t = useT();
  const form = useForm({
    initialValues: { name: passkey.name },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const rename = useMutation({
    mutationFn: (values: { name: string }) => renamePasskey(passkey.id, values.name.trim()),
    onSuccess: onEnd,
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const unmapped = rename.isError && Object.keys(form.errors).length === 0;
  return (
    <Dialog title={t("passkeys.rename")} onClose={onEnd}>
      {unmapped && <ProblemAlert error={rename.error} />}
      <form noValidate onSubmit={form.onSubmit((values) => rename.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("passkeys.name")}
            maxLength={60}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <FormActions onCancel={onEnd} loading={rename.isPending}>
            {t("passkeys.save")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
