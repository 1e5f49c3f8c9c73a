import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconApi, IconBook, IconHelp, IconKeyboard, IconSparkles } from "@tabler/icons-react";
import { useT } from "@/messages/use_t";

/** Where to find out more. */
export function HelpMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useT();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("help.menu")}
          visibleFrom="xs"
        >
          <IconHelp size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          {t("help.title")}
        </Menu.Item>
        <Menu.Item component="a" href="/docs" leftSection={<IconBook size={16} />}>
          {t("help.docs")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconApi size={16} />}
          renderRoot={(props) => <Link to="/developers" {...props} />}
        >
          {t("help.api")}
        </Menu.Item>
        <Menu.Item component="a" href="/docs/changelog" leftSection={<IconSparkles size={16} />}>
          {t("help.news")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
