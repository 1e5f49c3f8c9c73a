import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { invite } from "@/api/invitations";
import { mapProblem, problemOf } from "@/api/problem";
import { useRoleChoices } from "@/app/role_choices";
import { roleDetail } from "@/app/role_name";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { useMembersChanged } from "./use_members_changed";

const pointers = { "/email": "email", "/role": "role", "/custom_role": "role" } as const;

export function Invite({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const changed = useMembersChanged();
  const choices = useRoleChoices();
  const form = useForm<{ email: string; role: string }>({
    initialValues: { email: "", role: "member" },
    validate: { email: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const send = useMutation({
    mutationFn: invite,
    onSuccess: async ({ email }) => {
      notifications.show({ message: t("invite.sent", { email }) });
      await client.invalidateQueries({ queryKey: ["invitations"] });
      await changed();
      onClose();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const unmapped = send.isError && Object.keys(form.errors).length === 0;
  return (
    <Dialog title={t("invite.action")} onClose={onClose}>
      {unmapped && <ProblemAlert error={send.error} />}
      <form
        noValidate
        onSubmit={form.onSubmit(({ email, role }) => send.mutate({ email: email.trim(), role }))}
      >
        <Stack gap="sm">
          <Text size="sm">{t("invite.detail")}</Text>
          <TextInput
            type="email"
            label={t("sign_in.email")}
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("email")}
          />
          <Select
            label={t("users.role")}
            description={roleDetail(form.values.role, t)}
            allowDeselect={false}
            data={choices}
            {...form.getInputProps("role")}
          />
          <FormActions onCancel={onClose} loading={send.isPending}>
            {t("invite.send")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
