import { ActionIcon, AppShell, Burger } from "@mantine/core";
import { IconLayoutSidebar, IconSearch } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Session } from "@/api/session";
import { setPreferences, usePreferences } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import { Breadcrumbs } from "./breadcrumbs";
import classes from "./shell.module.css";

// Not in the first load: they come while the page is read. Menus bring what places them.
const SandboxClock = lazy(async () => ({
  default: (await import("./sandbox_clock")).SandboxClock,
}));
const HelpMenu = lazy(async () => ({ default: (await import("./help_menu")).HelpMenu }));
const UserMenu = lazy(async () => ({ default: (await import("./user_menu")).UserMenu }));
const Bell = lazy(async () => ({ default: (await import("./bell")).Bell }));

interface Props {
  session: Session;
  menuOpen: boolean;
  onMenu: () => void;
  onSearch: () => void;
  onShortcuts: () => void;
}

/** Where the page stands, and what is at hand on each. */
export function Header({ session, menuOpen, onMenu, onSearch, onShortcuts }: Props) {
  const t = useT();
  const { menuHidden } = usePreferences();
  return (
    <AppShell.Header className={classes["header"]}>
      <div className={classes["place"]}>
        <Burger
          opened={menuOpen}
          onClick={onMenu}
          hiddenFrom="sm"
          size="sm"
          aria-label={t("shell.menu")}
          aria-expanded={menuOpen}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          visibleFrom="sm"
          title={t(menuHidden ? "shell.show_menu" : "shell.hide_menu")}
          aria-label={t(menuHidden ? "shell.show_menu" : "shell.hide_menu")}
          aria-expanded={!menuHidden}
          onClick={() => setPreferences({ menuHidden: !menuHidden })}
        >
          <IconLayoutSidebar size={17} stroke={1.7} />
        </ActionIcon>
        <Breadcrumbs />
      </div>
      <div className={classes["tools"]}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          hiddenFrom="sm"
          aria-label={t("shell.search")}
          onClick={onSearch}
        >
          <IconSearch size={18} stroke={1.7} />
        </ActionIcon>
        <Suspense>{session.tenant.sandbox && <SandboxClock />}</Suspense>
        <Suspense fallback={<span className={classes["menusPlace"]} />}>
          <Bell session={session} />
          <HelpMenu onShortcuts={onShortcuts} />
          <UserMenu session={session} />
        </Suspense>
      </div>
    </AppShell.Header>
  );
}
