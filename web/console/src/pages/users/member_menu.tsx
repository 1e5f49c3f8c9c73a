import { ActionIcon, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { changeStatus, endUserSessions, removeUser, type User } from "@/api/users";
import { tellFailure } from "@/components/failure_notice";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { ResetFactors } from "./reset_factors";
import { useMembersChanged } from "./use_members_changed";

/** What can be done about a member beside their role. */
export function MemberMenu({ user }: { user: User }) {
  const t = useT();
  const [removing, setRemoving] = useState(false);
  const [resetting, setResetting] = useState(false);
  const refresh = useMembersChanged();
  const { name } = user;
  const change = useMutation({
    mutationFn: (status: User["status"]) => changeStatus(user.id, status),
    onSuccess: ({ status }) =>
      notifications.show({
        message: t(status === "active" ? "members.reinstated" : "members.suspended_note", { name }),
      }),
    onSettled: refresh,
    onError: (error) => tellFailure(error, t),
  });
  const endSessions = useMutation({
    mutationFn: () => endUserSessions(user.id),
    onSuccess: ({ ended }) =>
      notifications.show({ message: t("security.ended", { count: ended }) }),
    onError: (error) => tellFailure(error, t),
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("members.more", { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {user.status === "active" ? (
            <Menu.Item onClick={() => change.mutate("suspended")}>{t("members.suspend")}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => change.mutate("active")}>{t("members.reinstate")}</Menu.Item>
          )}
          <Menu.Item onClick={() => endSessions.mutate()}>{t("members.end_sessions")}</Menu.Item>
          <Menu.Item onClick={() => setResetting(true)}>{t("members.reset_factors")}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setRemoving(true)}>
            {t("members.remove")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {resetting && <ResetFactors user={user} onClose={() => setResetting(false)} />}
      {removing && (
        <TypedConfirm
          title={t("members.remove_title", { name })}
          phrase={name}
          action={t("members.remove")}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await removeUser(user.id);
            await refresh();
            notifications.show({ message: t("members.removed", { name }) });
          }}
        >
          <Text size="sm">{t("members.remove_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}
