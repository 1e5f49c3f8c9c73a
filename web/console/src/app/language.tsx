import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { IntlProvider } from "react-intl";
import { loadMessages } from "@/messages/catalogue";
import { firstLoad } from "@/messages/en/first_load";
import { directionOf, useDateLocale, usePreferences } from "./preferences";

/** Gives every page its words. English is in the first load; other languages come when chosen. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const { language, density } = usePreferences();
  const locale = useDateLocale();
  const catalogue = useQuery({
    queryKey: ["messages", language],
    queryFn: () => loadMessages(language),
    initialData: language === "en" ? firstLoad : undefined,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    document.documentElement.dataset["density"] = density;
  }, [language, density]);
  if (catalogue.data === undefined && !catalogue.isError) return null;
  return (
    <IntlProvider locale={locale} defaultLocale="en-IN" messages={catalogue.data ?? firstLoad}>
      {children}
    </IntlProvider>
  );
}
