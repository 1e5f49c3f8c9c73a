import { AppShell, CloseButton, Kbd, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Session } from "@/api/session";
import { navigation } from "@/app/navigation";
import { LogoMark } from "@/components/logo";
import { useT } from "@/messages/use_t";
import { commandKey } from "./command_key";
import { MenuGroup } from "./menu_group";
import classes from "./sidebar.module.css";
import { TenantName } from "./tenant_name";

// Not in the first load: what it is seen by is there before.
const TenantPlace = lazy(async () => ({ default: (await import("./tenant_place")).TenantPlace }));

interface Props {
  session: Session;
  onSearch: () => void;
  onClose: () => void;
}

/** The menu at the side: whose data, the way to anything, the pages by group. */
export function Sidebar({ session, onSearch, onClose }: Props) {
  const t = useT();
  return (
    <AppShell.Navbar className={classes["sidebar"]} withBorder={false} aria-label={t("shell.menu")}>
      <div className={classes["head"]}>
        <Suspense fallback={<TenantName name={session.tenant.name} />}>
          <TenantPlace session={session} />
        </Suspense>
        <CloseButton hiddenFrom="sm" aria-label={t("common.close")} onClick={onClose} />
      </div>
      <UnstyledButton className={classes["search"]} onClick={onSearch}>
        <IconSearch size={15} aria-hidden="true" />
        <span>{t("shell.search")}</span>
        <Kbd size="xs" aria-hidden="true">
          {commandKey} K
        </Kbd>
      </UnstyledButton>
      <div className={classes["groups"]}>
        {navigation.map((group) => (
          <MenuGroup key={group.name} group={group} />
        ))}
      </div>
      <Link to="/" className={classes["brand"]}>
        <LogoMark size={18} />
        <span>Sangam</span>
        <span className="visually-hidden">{t("nav.overview")}</span>
      </Link>
    </AppShell.Navbar>
  );
}
