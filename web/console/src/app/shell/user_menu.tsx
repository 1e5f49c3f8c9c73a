import { ActionIcon, Menu, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconLogout, IconSettings, IconShieldLock, IconUserCircle } from "@tabler/icons-react";
import type { Session } from "@/api/session";
import { roleName } from "@/app/role_name";
import { useT } from "@/messages/use_t";
import { useSignOut } from "./use_sign_out";

/** Who is signed in, and the way out. */
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
            {roleName(session.role, session.role_name, t)} · {session.tenant.name}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconShieldLock size={16} />}
          renderRoot={(props) => <Link to="/security" {...props} />}
        >
          {t("nav.security")}
        </Menu.Item>
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
