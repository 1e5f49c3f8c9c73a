import { Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { addPasskey, beginPasskey } from "@/api/factors";
import { mapProblem, problemOf } from "@/api/problem";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { PasskeyProblem } from "@/components/passkey_problem";
import { useT } from "@/messages/use_t";
import { createPasskey } from "@/webauthn/ceremonies";
import { deviceName } from "../device_name";
import { CodesOnce } from "./codes_once";

const pointers = { "/name": "name" } as const;

/** A name, then the browser's own dialog; `onEnd` also when it was left. */
export function AddPasskey({ onEnd }: { onEnd: () => void }) {
  const t = useT();
  const device = deviceName(navigator.userAgent);
  const form = useForm({
    initialValues: { name: device === undefined ? "" : t("security.browser_on", device) },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const add = useMutation({
    mutationFn: async (values: { name: string }) => {
      const made = await createPasskey(await beginPasskey());
      return addPasskey({ name: values.name.trim(), ...made });
    },
    onSuccess: ({ recovery_codes }) => {
      notifications.show({ message: t("passkeys.added") });
      if (recovery_codes.length === 0) onEnd();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const codes = add.data?.recovery_codes ?? [];
  if (codes.length > 0) return <CodesOnce codes={codes} onDone={onEnd} />;
  const unmapped = add.isError && Object.keys(form.errors).length === 0;
  return (
    <Dialog title={t("passkeys.add")} onClose={onEnd}>
      {unmapped && <PasskeyProblem error={add.error} />}
      <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
        <Stack gap="sm">
          <Text size="sm">{t("passkeys.add_detail")}</Text>
          <TextInput
            label={t("passkeys.name")}
            description={t("passkeys.name_detail")}
            maxLength={60}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <FormActions onCancel={onEnd} loading={add.isPending}>
            {t("passkeys.make")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
