import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { sessionQuery } from "@/api/session";
import { LanguageProvider } from "./language";
import { directionOf, usePreferences } from "./preferences";
import { queryClient } from "./query_client";
import { router } from "./router";
import { accentOf, hueOf, sangamHue } from "./theme/accent";
import { themeOf, variablesOf } from "./theme/theme";

// Not in the first load: nothing is told before something was done.
const Notices = lazy(async () => ({ default: (await import("./notices")).Notices }));

/** Sangam's own colour, and the tenant's as soon as somebody is signed in. */
function Looks({ children }: { children: ReactNode }) {
  const tenant = useQuery({ ...sessionQuery, enabled: false }).data?.tenant.slug;
  const { language } = usePreferences();
  const direction = directionOf(language);
  const looks = useMemo(() => {
    const accent = accentOf(tenant === undefined ? sangamHue : hueOf(tenant));
    return { theme: themeOf(accent), variables: variablesOf(accent) };
  }, [tenant]);
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={looks.theme}
        cssVariablesResolver={looks.variables}
        defaultColorScheme="auto"
      >
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}

/** The providers, outermost first: data, looks, words, pages. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Looks>
        <LanguageProvider>
          <Suspense>
            <Notices />
          </Suspense>
          <RouterProvider router={router} />
        </LanguageProvider>
      </Looks>
    </QueryClientProvider>
  );
}
