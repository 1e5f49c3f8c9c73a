import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { problemOf } from "@/api/problem";
import { changeRole } from "@/api/users";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import { useMembersChanged } from "./use_members_changed";

interface Props {
  /** Of the notification this stands in. */
  id: string;
  user: string;
  name: string;
  role: string;
  /** For people. */
  roleName: string;
  before: string;
}

/** Tells of a changed role and takes the change back. */
export function RoleUndo({ id, user, name, role, roleName, before }: Props) {
  const t = useT();
  const changed = useMembersChanged();
  const undo = async () => {
    notifications.hide(id);
    try {
      await changeRole(user, role, before);
    } catch (error) {
      notifications.show({ color: "red", message: problemWords(problemOf(error), t).title });
    }
    await changed();
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{t("users.role_changed", { name, role: roleName })}</Text>
      <Button size="compact-xs" variant="default" onClick={() => void undo()}>
        {t("common.undo")}
      </Button>
    </Group>
  );
}
