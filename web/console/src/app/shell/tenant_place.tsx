import { Badge, Menu, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconCheck, IconSettings } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Session } from "@/api/session";
import { roleName } from "@/app/role_name";
import { useT } from "@/messages/use_t";
import { TenantMark } from "./tenant_mark";
import { TenantName } from "./tenant_name";

const OtherTenants = lazy(async () => ({
  default: (await import("./other_tenants")).OtherTenants,
}));

/** Whose data the console shows. */
export function TenantPlace({ session }: { session: Session }) {
  const t = useT();
  const { tenant, role } = session;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <TenantName name={tenant.name} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.your_tenants")}</Menu.Label>
        <Menu.Item
          leftSection={<TenantMark name={tenant.name} />}
          rightSection={<IconCheck size={15} aria-label={t("shell.current")} />}
        >
          <Text size="sm" fw={600}>
            {tenant.name}
          </Text>
          <Text size="xs" c="dimmed">
            {tenant.slug} · {roleName(role, session.role_name, t)}
          </Text>
          {tenant.sandbox && (
            <Badge size="xs" variant="default" tt="none">
              {t("shell.sandbox")}
            </Badge>
          )}
        </Menu.Item>
        <Suspense>
          <OtherTenants />
        </Suspense>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          renderRoot={(props) => <Link to="/settings" {...props} />}
        >
          {t("nav.settings")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
