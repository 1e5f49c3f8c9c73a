import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { sessionQuery } from "@/api/session";
import { sizes } from "@/app/theme/tokens";
import { LogoMark } from "@/components/logo";
import { useT } from "@/messages/use_t";
import { HelpButton } from "./help_button";
import { Navbar } from "./navbar";
import classes from "./shell.module.css";
import { useShortcuts } from "./use_shortcuts";
import { UserMenu } from "./user_menu";

// Not in the first load: one is for sandboxes only, the other for whoever asks for it.
const SandboxClock = lazy(async () => ({
  default: (await import("./sandbox_clock")).SandboxClock,
}));
const HelpDialog = lazy(async () => ({ default: (await import("./help_dialog")).HelpDialog }));

/** The frame around every page: brand, menu, clock of a sandbox, help, person. */
export function Shell() {
  const t = useT();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  const [menuOpen, menu] = useDisclosure(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = useRef(path);
  const showHelp = useCallback(() => setHelpOpen(true), []);
  useShortcuts(showHelp);

  useEffect(() => {
    if (session === null) {
      const then = window.location.pathname + window.location.search;
      void navigate({ to: "/sign-in", search: { then } });
    }
  }, [session, navigate]);

  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    menu.close();
    // A new page is read from its beginning, and Tab goes on from there.
    main.current?.focus({ preventScroll: true });
  }, [path, menu]);

  if (!session) return null;
  return (
    <AppShell
      header={{ height: sizes.header }}
      navbar={{ width: sizes.navbar, breakpoint: "sm", collapsed: { mobile: !menuOpen } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a href="#main" className="skip-link">
        {t("shell.skip")}
      </a>
      <AppShell.Header className={classes["header"]}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={menuOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t("shell.menu")}
              aria-expanded={menuOpen}
            />
            <Link to="/" className={classes["brand"]} aria-label={t("shell.home")}>
              <LogoMark />
              <span>Sangam</span>
            </Link>
            <span className={classes["tenant"]}>{session.tenant.name}</span>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Suspense>{session.tenant.sandbox && <SandboxClock />}</Suspense>
            <HelpButton onClick={showHelp} />
            <UserMenu session={session} />
          </Group>
        </Group>
      </AppShell.Header>
      <Navbar />
      <AppShell.Main id="main" ref={main} tabIndex={-1} className={classes["main"]}>
        <div className={classes["content"]} style={{ maxWidth: sizes.content }}>
          <Outlet />
        </div>
      </AppShell.Main>
      <Suspense>{helpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}</Suspense>
    </AppShell>
  );
}
