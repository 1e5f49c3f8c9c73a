import { Checkbox, Fieldset, SimpleGrid, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeOwnRole, createRole, type RoleWithPermissions } from "@/api/roles";
import { useMay } from "@/app/permissions";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { areasOf } from "./areas";
import { areaName, rightName } from "./permission_words";

interface Props {
  /** Absent for a new one. */
  role?: RoleWithPermissions;
  permissions: string[];
  onClose: () => void;
}

/** The name of a role and what it may do: of what one may do oneself. */
export function RoleDialog({ role, permissions, onClose }: Props) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const [name, setName] = useState(role?.name ?? "");
  const [chosen, setChosen] = useState(role?.permissions ?? []);
  const save = useMutation({
    mutationFn: () =>
      role?.id === undefined ? createRole(name, chosen) : changeOwnRole(role.id, name, chosen),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["roles"] });
      notifications.show({ message: t("roles.saved", { name }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={role === undefined ? t("roles.create") : t("roles.edit_title", { name: role.name })}
      size="xl"
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {save.isError && <ProblemAlert error={save.error} />}
        <TextInput
          label={t("roles.name")}
          required
          maxLength={80}
          data-autofocus
          mb="md"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group value={chosen} onChange={setChosen}>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            {areasOf(permissions).map((area) => (
              <Fieldset key={area.name} legend={areaName(area.name, t)}>
                {area.permissions.map((permission) => (
                  <Checkbox
                    key={permission}
                    value={permission}
                    mb={4}
                    label={rightName(permission, t)}
                    disabled={!may(permission)}
                    title={may(permission) ? permission : t("roles.lacking")}
                  />
                ))}
              </Fieldset>
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <FormActions onCancel={onClose} mt="md" loading={save.isPending}>
          {t("roles.save")}
        </FormActions>
      </form>
    </Dialog>
  );
}
