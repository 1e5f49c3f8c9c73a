import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { problemOf } from "@/api/problem";
import type { Role } from "@/api/session";
import { changeRole } from "@/api/users";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";

interface Props {
  /** Of the notification this stands in. */
  id: string;
  user: string;
  name: string;
  role: Role;
  before: Role;
}

/** Tells of a changed role and takes the change back. */
export function RoleUndo({ id, user, name, role, before }: Props) {
  const t = useT();
  const client = useQueryClient();
  const undo = async () => {
    notifications.hide(id);
    try {
      await changeRole(user, role, before);
    } catch (error) {
      notifications.show({ color: "red", message: problemWords(problemOf(error), t).title });
    }
    await client.invalidateQueries({ queryKey: ["users"] });
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{t("users.role_changed", { name, role: t(`role.${role}`) })}</Text>
      <Button size="compact-xs" variant="default" onClick={() => void undo()}>
        {t("common.undo")}
      </Button>
    </Group>
  );
}
