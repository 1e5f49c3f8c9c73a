import { ActionIcon, Menu, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { sessionQuery, signOut, type Session } from "@/api/session";
import { useT } from "@/messages/use_t";

/** Ends the session here and on the server, and forgets everything that was read. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    client.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: "/sign-in", search: {} });
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== "messages" });
  };
}

export function UserMenu({ session }: { session: Session }) {
  const t = useT();
  const leave = useSignOut();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("shell.person")}>
          <IconUserCircle size={20} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: "6px 12px" }}>
          <Text size="sm" fw={600}>
            {session.user.name}
          </Text>
          <Text size="xs" c="dimmed">
            {session.user.email}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`role.${session.role}`)} · {session.tenant.name}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          renderRoot={(props) => <Link to="/settings" {...props} />}
        >
          {t("nav.settings")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t("shell.sign_out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
