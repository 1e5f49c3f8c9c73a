import { PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { addUser, type NewUser } from "@/api/users";
import { useRoleChoices } from "@/app/role_choices";
import { roleDetail } from "@/app/role_name";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { useMembersChanged } from "./use_members_changed";

const pointers = {
  "/email": "email",
  "/name": "name",
  "/password": "password",
  "/role": "role",
  "/custom_role": "role",
} as const;

export function AddUser({ onClose }: { onClose: () => void }) {
  const t = useT();
  const changed = useMembersChanged();
  const choices = useRoleChoices();
  const once = useRef(new IdempotentWrite());
  const required = (value: string) => (value.trim() === "" ? t("form.required") : null);
  const form = useForm<NewUser>({
    initialValues: { email: "", name: "", password: "", role: "member" },
    validate: { email: required, name: required, password: required },
  });
  const add = useMutation({
    mutationFn: (body: NewUser) =>
      once.current.run(body, (idempotencyKey) => addUser(body, { idempotencyKey })),
    onSuccess: async (user) => {
      await changed();
      notifications.show({ message: t("users.added", { name: user.name }) });
      onClose();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  return (
    <Dialog title={t("users.add")} onClose={onClose}>
      {add.isError && (
        <ProblemAlert error={add.error} rest={mapProblem(problemOf(add.error), pointers).rest} />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("users.name")}
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <TextInput
            type="email"
            label={t("sign_in.email")}
            required
            autoComplete="off"
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={t("users.password")}
            description={t("users.password_detail")}
            required
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
            {...form.getInputProps("password")}
          />
          <Select
            label={t("users.role")}
            description={roleDetail(form.values.role, t)}
            allowDeselect={false}
            data={choices}
            {...form.getInputProps("role")}
          />
          <FormActions onCancel={onClose} loading={add.isPending}>
            {t("users.add")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
