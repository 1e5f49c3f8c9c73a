import { AppShell } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Fragment, lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { sessionQuery } from "@/api/session";
import { ProofDialog } from "@/app/proof/proof_dialog";
import { usePreferences } from "@/app/preferences";
import { sizes } from "@/app/theme/tokens";
import { useT } from "@/messages/use_t";
import { Header } from "./header";
import classes from "./shell.module.css";
import { Sidebar } from "./sidebar";
import { useShortcuts } from "./use_shortcuts";

// Not in the first load: they are for whoever asks for them.
const HelpDialog = lazy(async () => ({ default: (await import("./help_dialog")).HelpDialog }));
const MaintenanceBanner = lazy(async () => ({
  default: (await import("./maintenance_banner")).MaintenanceBanner,
}));
const StandingBanner = lazy(async () => ({
  default: (await import("./standing_banner")).StandingBanner,
}));
const SupportBanner = lazy(async () => ({
  default: (await import("./support_banner")).SupportBanner,
}));
const Palette = lazy(async () => ({ default: (await import("@/app/palette/palette")).Palette }));

/** The frame around every page: menu, where one is, what is at hand everywhere. */
export function Shell() {
  const t = useT();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  const { menuHidden } = usePreferences();
  const [menuOpen, menu] = useDisclosure(false);
  const [over, setOver] = useState<"help" | "palette">();
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = useRef(path);
  const close = useCallback(() => setOver(undefined), []);
  useShortcuts(setOver);

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
  const search = () => setOver("palette");
  return (
    <AppShell
      layout="alt"
      header={{ height: sizes.header }}
      navbar={{
        width: sizes.navbar,
        breakpoint: "sm",
        collapsed: { mobile: !menuOpen, desktop: menuHidden },
      }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a href="#main" className="skip-link">
        {t("shell.skip")}
      </a>
      <Header
        session={session}
        menuOpen={menuOpen}
        onMenu={menu.toggle}
        onSearch={search}
        onShortcuts={() => setOver("help")}
      />
      <Sidebar session={session} onSearch={search} onClose={menu.close} />
      <AppShell.Main id="main" ref={main} tabIndex={-1} className={classes["main"]}>
        <div className={classes["content"]} style={{ maxWidth: sizes.content }}>
          {session.support !== undefined && (
            <Suspense>
              <SupportBanner session={session} support={session.support} />
            </Suspense>
          )}
          <Suspense>
            {session.role === "operator" ? (
              <MaintenanceBanner />
            ) : (
              <StandingBanner tenant={session.tenant.name} />
            )}
          </Suspense>
          <Fragment key={session.tenant.id}>
            <Outlet />
          </Fragment>
        </div>
      </AppShell.Main>
      <ProofDialog />
      <Suspense>
        {over === "help" && <HelpDialog onClose={close} />}
        {over === "palette" && <Palette onClose={close} />}
      </Suspense>
    </AppShell>
  );
}
